CREATE TABLE users (id integer PRIMARY KEY, name text);
CREATE VIEW one WITH (security_barrier = true, check_option = cascaded) AS SELECT id, name FROM users;
CREATE VIEW two AS SELECT id, name FROM users;
ALTER VIEW one ALTER COLUMN name SET DEFAULT 'nobody';
