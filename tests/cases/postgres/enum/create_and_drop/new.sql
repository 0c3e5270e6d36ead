CREATE SCHEMA lists;
CREATE TYPE lists.kind AS ENUM ('a', 'b');
CREATE TYPE lists.empty AS ENUM ();
CREATE TABLE things (id integer, kind text, listed lists.kind DEFAULT 'b');
