CREATE TABLE t (id serial PRIMARY KEY, name text);
CREATE VIEW v AS SELECT id FROM t;
