-- hazard: may-fail: constraint players."check (goals >= 0)" is new: fails when rows do not agree
ALTER TABLE players ADD COLUMN goals INTEGER CHECK (goals >= 0);
