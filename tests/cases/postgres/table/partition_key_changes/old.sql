CREATE TABLE events (id integer NOT NULL, made date NOT NULL, n integer, PRIMARY KEY (id, made)) PARTITION BY RANGE (made);
CREATE INDEX events_n ON events (n);
CREATE TABLE events_a PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE VIEW v AS SELECT id FROM events;
