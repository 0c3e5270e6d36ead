-- hazard: data-loss: table v is dropped with its rows
DROP TABLE v;

CREATE VIEW v AS
SELECT a FROM t;
