CREATE TABLE a (id integer NOT NULL, n integer NOT NULL, PRIMARY KEY (id));
CREATE TABLE b (id integer NOT NULL, n integer NOT NULL, PRIMARY KEY (n, id));
CREATE TABLE c (id integer NOT NULL, n integer NOT NULL, CONSTRAINT new_name PRIMARY KEY (id) INCLUDE (n));
