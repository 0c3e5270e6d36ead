CREATE TABLE t (id integer, other integer);
CREATE SEQUENCE free OWNED BY t.id;
CREATE SEQUENCE owned;
CREATE SEQUENCE moved OWNED BY t.other;
