CREATE TABLE users (id integer PRIMARY KEY, name text, age integer);
CREATE VIEW adults WITH (check_option = local) AS SELECT id, name, age FROM users WHERE age >= 21;
CREATE VIEW names AS SELECT name FROM adults;
COMMENT ON VIEW adults IS 'Grown-ups';
COMMENT ON COLUMN adults.name IS 'As on the passport';
COMMENT ON COLUMN adults.age IS 'In years';
