CREATE TYPE person AS (name text, age integer);
CREATE TABLE a OF person;
CREATE TABLE b OF person (name WITH OPTIONS NOT NULL DEFAULT 'x', PRIMARY KEY (name), CHECK (age > 0));
CREATE TABLE c OF person;
