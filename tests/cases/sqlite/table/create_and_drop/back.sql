-- hazard: data-loss: table players is dropped with its rows
DROP TABLE players;
