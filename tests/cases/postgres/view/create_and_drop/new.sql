CREATE TABLE users (id integer PRIMARY KEY, name text);
CREATE VIEW zebra AS SELECT id, name FROM users;
CREATE VIEW ant AS SELECT zebra.name, count(*) AS count FROM zebra GROUP BY zebra.name;
CREATE VIEW "Odd Name" WITH (security_barrier) AS SELECT a.name, u.id AS "Id" FROM ant a JOIN users u USING (name);
