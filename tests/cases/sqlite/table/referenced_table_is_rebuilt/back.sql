CREATE TABLE syncline_new_clubs (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL
);

-- hazard: table-rewrite: table clubs is written anew
-- hazard: blocks-writes: the database cannot be written while table clubs is copied
-- hazard: may-fail: column clubs.name becomes NOT NULL: fails when a row has none
INSERT INTO syncline_new_clubs (id, name)
SELECT id, name FROM clubs;

DROP TABLE clubs;

PRAGMA legacy_alter_table = ON;

ALTER TABLE syncline_new_clubs RENAME TO clubs;

PRAGMA legacy_alter_table = OFF;
