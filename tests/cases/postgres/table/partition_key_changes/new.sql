CREATE TABLE events (id integer NOT NULL, made date NOT NULL, n integer, PRIMARY KEY (id, made)) PARTITION BY RANGE (id);
CREATE INDEX events_n ON events (n);
CREATE TABLE events_a PARTITION OF events FOR VALUES FROM (1) TO (1000);
CREATE VIEW v AS SELECT id FROM events;
