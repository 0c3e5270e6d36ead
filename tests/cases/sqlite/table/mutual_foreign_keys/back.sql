-- hazard: data-loss: table b is dropped with its rows
DROP TABLE b;

-- hazard: data-loss: table a is dropped with its rows
DROP TABLE a;
