-- hazard: data-loss: column players.foot is dropped with its values
-- hazard: table-rewrite: table players is written anew
ALTER TABLE players DROP COLUMN foot;

-- hazard: data-loss: column players.goals is dropped with its values
-- hazard: table-rewrite: table players is written anew
ALTER TABLE players DROP COLUMN goals;
