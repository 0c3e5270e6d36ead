CREATE TABLE users (id integer PRIMARY KEY);
CREATE TABLE events (id bigint NOT NULL, made date NOT NULL, who integer REFERENCES users, CHECK (id > 0), PRIMARY KEY (id, made)) PARTITION BY RANGE (made);
CREATE TABLE events_2024 (id bigint NOT NULL, made date NOT NULL, who integer, CONSTRAINT events_id_check CHECK (id > 0), PRIMARY KEY (id, made));
