CREATE TABLE a (id integer NOT NULL, n integer NOT NULL);
CREATE TABLE b (id integer NOT NULL, n integer NOT NULL, PRIMARY KEY (id));
CREATE TABLE c (id integer NOT NULL, n integer NOT NULL, CONSTRAINT old_name PRIMARY KEY (id));
