-- syncline: revision 20250101000009
-- syncline: parent 20250101000008
-- syncline: message Mixed

-- syncline: up

CREATE TABLE matches (id integer PRIMARY KEY, home integer NOT NULL REFERENCES clubs (id), away integer NOT NULL);
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)
INSERT INTO matches SELECT i, i % 3 + 1, (i + 1) % 3 + 1 FROM n;

-- syncline: up outside transaction

INSERT INTO changes VALUES ('an insert outside');
VACUUM;

-- syncline: up

INSERT INTO changes VALUES ('an insert inside');
CREATE INDEX matches_home ON matches (home) WHERE away > 1;

-- syncline: up outside transaction

PRAGMA user_version = 9;
INSERT INTO changes VALUES ('another insert outside');
