CREATE TABLE syncline_new_order (
  "group by" INTEGER PRIMARY KEY,
  "sel""ect" TEXT NOT NULL,
  "ünï" TEXT
);

-- hazard: table-rewrite: table order is written anew
-- hazard: blocks-writes: the database cannot be written while table order is copied
-- hazard: may-fail: column order."sel"ect" becomes NOT NULL: fails when a row has none
INSERT INTO syncline_new_order ("group by", "sel""ect")
SELECT "group by", "sel""ect" FROM "order";

DROP TABLE "order";

PRAGMA legacy_alter_table = ON;

ALTER TABLE syncline_new_order RENAME TO "order";

PRAGMA legacy_alter_table = OFF;
