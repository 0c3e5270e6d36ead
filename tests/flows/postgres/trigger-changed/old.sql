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
    NEW.name := initcap(NEW.name);
    RETURN NEW;
END $$;
CREATE TRIGGER tidy BEFORE INSERT OR UPDATE ON players FOR EACH ROW EXECUTE FUNCTION tidy_name();
