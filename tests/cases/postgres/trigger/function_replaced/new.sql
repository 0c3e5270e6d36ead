CREATE TABLE users (id integer PRIMARY KEY, name text);
CREATE FUNCTION is_new(before text, after text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT before <> after';
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN new.name := new.name; RETURN new; END';
CREATE TRIGGER touched BEFORE UPDATE ON users FOR EACH ROW WHEN (is_new(old.name, new.name))
    EXECUTE FUNCTION touch();
