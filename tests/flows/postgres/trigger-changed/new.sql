CREATE TABLE clubs (
    id integer PRIMARY KEY,
    name text NOT NULL,
    city varchar(40)
);
CREATE TABLE players (
    id integer PRIMARY KEY,
    club_id integer NOT NULL REFERENCES clubs (id),
    name varchar(30) NOT NULL,
    goals integer NOT NULL DEFAULT 0
);
CREATE FUNCTION tidy_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.name := upper(NEW.name);
    RETURN NEW;
END $$;
CREATE TRIGGER tidy BEFORE INSERT OR UPDATE ON players FOR EACH ROW EXECUTE FUNCTION tidy_name();
CREATE TRIGGER count_goals BEFORE UPDATE OF goals ON players FOR EACH ROW WHEN (NEW.goals < 0) EXECUTE FUNCTION tidy_name();
