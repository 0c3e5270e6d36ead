-- hazard: data-loss: column players.token is dropped with its values
-- hazard: table-rewrite: table players is written anew
ALTER TABLE players DROP COLUMN token;

-- hazard: data-loss: column players.seen is dropped with its values
-- hazard: table-rewrite: table players is written anew
ALTER TABLE players DROP COLUMN seen;
