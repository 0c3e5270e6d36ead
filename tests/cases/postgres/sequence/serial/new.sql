CREATE TABLE t (name text, id serial NOT NULL, big bigserial);
CREATE TABLE u (id smallserial PRIMARY KEY);
