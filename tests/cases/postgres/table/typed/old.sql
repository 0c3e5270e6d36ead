CREATE TYPE person AS (name text, age integer);
CREATE TABLE a (name text, age integer);
