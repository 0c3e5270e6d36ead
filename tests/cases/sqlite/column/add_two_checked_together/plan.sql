ALTER TABLE players ADD COLUMN low INTEGER;

-- hazard: may-fail: constraint players."check (low < high)" is new: fails when rows do not agree
ALTER TABLE players ADD COLUMN high INTEGER CHECK (low < high);
