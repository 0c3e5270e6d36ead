CREATE SCHEMA extensions;
CREATE EXTENSION pg_trgm;
CREATE TABLE songs (title text);
CREATE INDEX songs_title ON songs USING gin (title gin_trgm_ops);
