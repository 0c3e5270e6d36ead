DROP INDEX i;

-- hazard: blocks-writes: the database cannot be written while index i is built
CREATE INDEX i ON players (name);
