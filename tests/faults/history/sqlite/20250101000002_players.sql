-- syncline: revision 20250101000002
-- syncline: parent 20250101000001
-- syncline: message Players

-- syncline: up

CREATE TABLE players (id integer PRIMARY KEY, club integer NOT NULL REFERENCES clubs (id), name text);
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
INSERT INTO players SELECT i, i % 3 + 1, 'player ' || i FROM n;
