-- syncline: revision 20250101000009
-- syncline: parent 20250101000008
-- syncline: message Mixed

-- syncline: up

CREATE TABLE matches (id integer PRIMARY KEY, home integer NOT NULL, away integer NOT NULL, goals integer[]);
INSERT INTO matches SELECT i, i % 3 + 1, (i + 1) % 3 + 1, ARRAY[i % 4, i % 2] FROM generate_series(1, 50) i;

-- syncline: up outside transaction

CREATE INDEX CONCURRENTLY matches_home ON matches (home);
INSERT INTO changes VALUES ('an insert outside');

-- syncline: up

ALTER TABLE matches ADD CONSTRAINT matches_home_fkey FOREIGN KEY (home) REFERENCES clubs (id) NOT VALID;
INSERT INTO changes VALUES ('an insert inside');

-- syncline: up outside transaction

ALTER TABLE matches VALIDATE CONSTRAINT matches_home_fkey;
VACUUM (ANALYZE) matches;
