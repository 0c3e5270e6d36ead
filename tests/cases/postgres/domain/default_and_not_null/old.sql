CREATE DOMAIN points AS integer DEFAULT 0;
CREATE DOMAIN label AS text NOT NULL;
CREATE TABLE scores (id integer PRIMARY KEY, points points);
