CREATE TABLE users (id integer PRIMARY KEY, name text, age integer);
CREATE VIEW adults AS SELECT id, name FROM users WHERE age >= 18;
CREATE VIEW names AS SELECT name FROM adults;
COMMENT ON VIEW adults IS 'Grown-ups';
COMMENT ON COLUMN adults.name IS 'As on the passport';
