CREATE TABLE t (a smallint, b varchar(10), c varchar(10), d numeric(5,2), e timestamp(3), f integer DEFAULT 7 NOT NULL, g date, h real, i char(3), j varchar(5)[]);
