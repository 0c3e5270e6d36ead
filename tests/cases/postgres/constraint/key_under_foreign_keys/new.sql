CREATE TABLE t (id integer NOT NULL, code integer NOT NULL, CONSTRAINT t_key PRIMARY KEY (id) INCLUDE (code), CONSTRAINT t_code UNIQUE (code) INCLUDE (id));
CREATE TABLE u (t integer REFERENCES t, code integer REFERENCES t (code));
