CREATE TYPE kind AS ENUM ('b', 'a');
CREATE TABLE kinds (kind kind PRIMARY KEY, title text);
CREATE TABLE things (id integer PRIMARY KEY, kind kind NOT NULL DEFAULT 'a' REFERENCES kinds,
    CONSTRAINT once UNIQUE (kind, id), EXCLUDE USING btree (id WITH =) WHERE (kind = 'a'));
CREATE RULE kept AS ON DELETE TO things WHERE old.kind = 'a' DO INSTEAD NOTHING;
