CREATE TABLE syncline_new_clubs (
  id INTEGER PRIMARY KEY,
  name TEXT
);

-- hazard: table-rewrite: table clubs is written anew
-- hazard: blocks-writes: the database cannot be written while table clubs is copied
INSERT INTO syncline_new_clubs (id, name)
SELECT id, name FROM clubs;

DROP TABLE clubs;

PRAGMA legacy_alter_table = ON;

ALTER TABLE syncline_new_clubs RENAME TO clubs;

PRAGMA legacy_alter_table = OFF;
