CREATE TABLE a (id integer, body text) WITH (autovacuum_enabled=false, fillfactor=70, toast.autovacuum_enabled=false);
CREATE TABLE b (id integer, body text);
CREATE TABLE c (id integer) WITH (fillfactor=50);
