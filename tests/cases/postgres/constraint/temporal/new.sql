CREATE TABLE t (id int4range, during daterange, PRIMARY KEY (id, during WITHOUT OVERLAPS));
CREATE TABLE u (id int4range, during daterange, FOREIGN KEY (id, PERIOD during) REFERENCES t (id, PERIOD during));
