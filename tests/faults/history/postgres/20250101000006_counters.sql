-- syncline: revision 20250101000006
-- syncline: parent 20250101000005
-- syncline: message Counters

-- syncline: up

CREATE TABLE counters (name text PRIMARY KEY, n integer NOT NULL);
INSERT INTO counters VALUES ('runs', 0), ('twice', 1);

-- syncline: up outside transaction

UPDATE counters SET n = n + 1 WHERE name = 'runs';
UPDATE counters SET n = n * 2 WHERE name = 'twice';
