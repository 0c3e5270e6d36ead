CREATE TYPE kind AS ENUM ('a', 'b');
CREATE TABLE things (id integer PRIMARY KEY, kind text, other kind);
