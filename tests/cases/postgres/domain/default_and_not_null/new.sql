CREATE DOMAIN points AS integer DEFAULT 1 NOT NULL;
CREATE DOMAIN label AS text DEFAULT upper('none');
CREATE TABLE scores (id integer PRIMARY KEY, points points);
