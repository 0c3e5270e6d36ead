-- syncline: revision 20250101000011
-- syncline: parent 20250101000010
-- syncline: message Views once more

-- syncline: up

CREATE OR REPLACE VIEW old_clubs AS SELECT id, name, founded FROM clubs WHERE founded < '1880-01-01';
CREATE MATERIALIZED VIEW goals AS SELECT home, sum(goals[1]) AS scored FROM matches GROUP BY home;
CREATE UNIQUE INDEX goals_home ON goals (home);

-- syncline: up outside transaction

REFRESH MATERIALIZED VIEW CONCURRENTLY goals;
ALTER INDEX matches_home RENAME TO matches_by_home;
