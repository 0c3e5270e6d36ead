CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE DOMAIN good_mood AS mood CHECK (VALUE <> 'sad');
CREATE TABLE people (id integer PRIMARY KEY, now mood, wanted good_mood DEFAULT 'ok');
