CREATE TABLE users (id integer PRIMARY KEY);
CREATE VIEW ids WITH (security_invoker = true) AS SELECT id FROM users;
