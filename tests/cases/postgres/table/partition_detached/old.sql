CREATE TABLE users (id integer PRIMARY KEY);
CREATE TABLE events (id bigint NOT NULL, made date NOT NULL, who integer REFERENCES users, CHECK (id > 0), PRIMARY KEY (id, made)) PARTITION BY RANGE (made);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
