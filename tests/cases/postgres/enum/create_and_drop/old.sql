CREATE TYPE old_kind AS ENUM ('a');
CREATE TABLE things (id integer, kind text);
