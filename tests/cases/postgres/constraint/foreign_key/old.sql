CREATE TABLE t (a integer, b integer, PRIMARY KEY (a, b));
CREATE TABLE u (a integer, b integer, c integer);
CREATE TABLE w (a integer, b integer, FOREIGN KEY (a, b) REFERENCES t);
CREATE TABLE x (id integer PRIMARY KEY, up integer CONSTRAINT up REFERENCES x ON DELETE CASCADE);
