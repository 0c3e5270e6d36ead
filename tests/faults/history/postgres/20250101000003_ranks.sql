-- syncline: revision 20250101000003
-- syncline: parent 20250101000002
-- syncline: message Ranks

-- syncline: up

ALTER TABLE players ADD COLUMN rank integer;
UPDATE players SET rank = id % 7;

-- syncline: up outside transaction

CREATE INDEX CONCURRENTLY players_rank ON players (rank);

-- syncline: up

ALTER TABLE players ALTER COLUMN rank SET NOT NULL;
