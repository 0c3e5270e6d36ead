ALTER TABLE players ADD COLUMN born TEXT;

-- hazard: blocks-writes: the database cannot be written while index players_born is built
CREATE INDEX players_born ON players (born);
