-- syncline: revision 20250101000012
-- syncline: parent 20250101000011
-- syncline: message Last rows

-- syncline: up

DELETE FROM players WHERE id > 290;
ALTER TABLE clubs ADD COLUMN country text NOT NULL DEFAULT 'GB';
DROP TABLE counters;
CREATE TABLE counters (name text PRIMARY KEY, n integer NOT NULL);
INSERT INTO counters SELECT 'players', count(*) FROM players;
