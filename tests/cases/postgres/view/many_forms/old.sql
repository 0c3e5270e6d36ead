CREATE TABLE t (id integer PRIMARY KEY, name text, at timestamp, tags text[], n numeric);
CREATE TABLE u (id integer PRIMARY KEY, t_id integer REFERENCES t, name text);
CREATE VIEW joined AS SELECT t.id, u.name FROM t JOIN u ON u.t_id = t.id;
CREATE VIEW sorted AS SELECT id AS name, name AS id FROM t ORDER BY t.name, id;
