INSERT INTO t VALUES ('12', 'sad', 'ok', '{}', '{1,2}', 3);
