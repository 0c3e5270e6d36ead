CREATE TABLE t (id integer, other integer);
CREATE SEQUENCE free;
CREATE SEQUENCE owned OWNED BY t.id;
CREATE SEQUENCE moved OWNED BY t.id;
