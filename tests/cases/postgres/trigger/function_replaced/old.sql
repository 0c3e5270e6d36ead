CREATE TABLE users (id integer PRIMARY KEY, name text);
CREATE FUNCTION is_new(a text, b text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT a <> b';
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER touched BEFORE UPDATE ON users FOR EACH ROW WHEN (is_new(old.name, new.name))
    EXECUTE FUNCTION touch();
