CREATE TABLE t (
    a integer,
    b integer,
    m varchar(8),
    CHECK (m IN ('card', 'cash')),
    CHECK (a BETWEEN 1 AND 5 AND b > 2),
    CHECK (a IN (b, 3) OR b > 2)
);
CREATE INDEX t_m ON t (a) WHERE m IN ('card', 'cash');
CREATE VIEW v AS SELECT m IN ('card', 'cash') AS known FROM t WHERE a BETWEEN 1 AND 5 AND b > 2;
