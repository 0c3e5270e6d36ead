CREATE TABLE a (id integer, body text) WITH (fillfactor=70, autovacuum_enabled=false, toast.autovacuum_enabled=false);
CREATE TABLE b (id integer, body text);
CREATE TABLE c (id integer) WITH (fillfactor=50);
