CREATE TABLE users (id integer PRIMARY KEY, name text);
CREATE VIEW one WITH (check_option = local) AS SELECT id, name FROM users;
CREATE VIEW two WITH (security_barrier = true) AS SELECT id, name FROM users;
ALTER VIEW one ALTER COLUMN name SET DEFAULT 'somebody';
ALTER VIEW one ALTER COLUMN id SET DEFAULT 7;
