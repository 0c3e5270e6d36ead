CREATE SCHEMA extensions;
CREATE EXTENSION pg_trgm SCHEMA extensions;
CREATE TABLE songs (title text);
CREATE INDEX songs_title ON songs USING gin (title extensions.gin_trgm_ops);
