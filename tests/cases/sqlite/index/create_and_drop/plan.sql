-- hazard: may-fail: index players_name is unique: fails when rows are alike
-- hazard: blocks-writes: the database cannot be written while index players_name is built
CREATE UNIQUE INDEX players_name ON players (name);
