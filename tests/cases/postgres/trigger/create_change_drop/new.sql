CREATE TABLE users (id integer PRIMARY KEY, name text, changed timestamp);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER touched BEFORE UPDATE OF name, changed ON users FOR EACH ROW
    WHEN (old.name IS DISTINCT FROM new.name) EXECUTE FUNCTION touch('a', 'it''s');
CREATE TRIGGER "All" AFTER UPDATE ON users REFERENCING OLD TABLE AS o NEW TABLE AS n
    FOR EACH STATEMENT EXECUTE FUNCTION touch();
COMMENT ON TRIGGER touched ON users IS 'Keeps the time';
