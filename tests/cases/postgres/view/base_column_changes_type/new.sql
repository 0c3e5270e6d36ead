CREATE TABLE users (id integer PRIMARY KEY, age bigint);
CREATE VIEW ages AS SELECT id, age FROM users;
CREATE VIEW old_ages AS SELECT age + 1 AS age FROM ages WHERE age > 60;
CREATE VIEW apart AS SELECT id FROM users;
