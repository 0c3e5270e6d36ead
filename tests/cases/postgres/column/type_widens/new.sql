CREATE TABLE t (a integer, b varchar(20), c text, d numeric(9,2), e timestamp, f bigint DEFAULT 7 NOT NULL, g timestamp, h double precision, i char(5), j varchar(50)[]);
