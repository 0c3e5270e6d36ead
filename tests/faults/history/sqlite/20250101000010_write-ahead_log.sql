-- syncline: revision 20250101000010
-- syncline: parent 20250101000009
-- syncline: message Write-ahead log

-- syncline: up outside transaction

PRAGMA journal_mode = WAL;

-- syncline: up

UPDATE players SET name = name || '!' WHERE rank = 3;
