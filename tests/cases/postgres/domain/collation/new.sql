CREATE DOMAIN label AS text COLLATE "C";
COMMENT ON DOMAIN label IS 'A short text';
CREATE TABLE tags (id integer PRIMARY KEY, name label);
CREATE INDEX tags_name ON tags (name);
