CREATE TYPE kind AS ENUM ('a', 'b', 'c');
CREATE TABLE things (id integer PRIMARY KEY, kind kind, other kind);
