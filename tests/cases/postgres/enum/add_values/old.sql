CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE people (id integer PRIMARY KEY, now mood DEFAULT 'ok');
CREATE VIEW sad_people AS SELECT id FROM people WHERE now = 'sad';
