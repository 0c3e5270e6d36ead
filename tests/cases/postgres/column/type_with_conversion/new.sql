CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TYPE state AS ENUM ('sad', 'ok', 'new');
CREATE TABLE t (a integer DEFAULT 1, b mood DEFAULT 'ok', c state DEFAULT 'sad', d jsonb, e integer[], f text);
