-- syncline: revision 20250101000010
-- syncline: parent 20250101000009
-- syncline: message Settings

-- syncline: up

SET LOCAL search_path = public;
SET lock_timeout = '3s';
ALTER TABLE players ALTER COLUMN name SET NOT NULL;

-- syncline: up outside transaction

SET maintenance_work_mem = '16MB';
CREATE INDEX CONCURRENTLY players_name ON players (initials(name)) WHERE rank > 2;

-- syncline: up

COMMENT ON TABLE players IS 'those; who play';
