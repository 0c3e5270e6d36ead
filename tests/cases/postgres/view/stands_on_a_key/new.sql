CREATE TABLE users (id integer CONSTRAINT users_pkey PRIMARY KEY, name text);
CREATE VIEW named AS SELECT id, name, count(*) AS count FROM users GROUP BY id;
