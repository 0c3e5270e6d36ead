-- hazard: table-rewrite: table players is written anew
ALTER TABLE players DROP COLUMN short;
