CREATE TABLE t (id integer PRIMARY KEY, name text);
CREATE VIEW v AS SELECT id, name FROM t;
CREATE RULE "Changed" AS ON INSERT TO v DO INSTEAD INSERT INTO t VALUES (new.id, upper(new.name)) RETURNING id, name;
CREATE RULE added AS ON UPDATE TO t WHERE new.name <> old.name
    DO ALSO (UPDATE t SET name = '' WHERE false; DELETE FROM t WHERE false);
COMMENT ON RULE "Changed" ON v IS 'Through';
