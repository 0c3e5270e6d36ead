CREATE DOMAIN points AS smallint DEFAULT 1 CHECK (VALUE > 0);
CREATE TABLE scores (id integer PRIMARY KEY, points points NOT NULL DEFAULT 3, history points[]);
CREATE VIEW best AS SELECT max(points) AS points FROM scores;
