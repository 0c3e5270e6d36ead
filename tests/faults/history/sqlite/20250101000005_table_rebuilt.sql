-- syncline: revision 20250101000005
-- syncline: parent 20250101000004
-- syncline: message Table rebuilt

-- syncline: up outside transaction

PRAGMA foreign_keys = OFF;

-- syncline: up

CREATE TABLE clubs_new (id integer PRIMARY KEY, name text NOT NULL UNIQUE, founded text CHECK (founded > '1800'));
INSERT INTO clubs_new SELECT id, name, founded FROM clubs;
DROP TABLE clubs;
ALTER TABLE clubs_new RENAME TO clubs;

-- syncline: up outside transaction

PRAGMA foreign_keys = ON;
