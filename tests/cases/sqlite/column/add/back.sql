-- hazard: data-loss: column players.born is dropped with its values
-- hazard: table-rewrite: table players is written anew
ALTER TABLE players DROP COLUMN born;
