-- syncline: revision 20250101000011
-- syncline: parent 20250101000010
-- syncline: message Rollback journal again

-- syncline: up

DROP VIEW old_clubs;
CREATE VIEW old_clubs AS SELECT id, name, founded FROM clubs WHERE founded < '1880-01-01';

-- syncline: up outside transaction

PRAGMA journal_mode = DELETE;
