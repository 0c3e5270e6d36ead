CREATE TABLE users (id integer PRIMARY KEY);
CREATE VIEW ids AS SELECT id FROM users;
