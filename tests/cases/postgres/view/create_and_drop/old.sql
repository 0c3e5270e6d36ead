CREATE TABLE users (id integer PRIMARY KEY, name text);
CREATE VIEW gone AS SELECT id FROM users;
CREATE VIEW gone_too AS SELECT id FROM gone;
