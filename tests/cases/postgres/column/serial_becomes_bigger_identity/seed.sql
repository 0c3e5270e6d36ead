INSERT INTO t (name) VALUES ('x'), ('y');
