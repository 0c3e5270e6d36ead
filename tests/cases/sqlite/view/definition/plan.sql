DROP VIEW v;

CREATE VIEW v (number, title) AS
SELECT id, name FROM players WHERE name <> '' ORDER BY id DESC;
