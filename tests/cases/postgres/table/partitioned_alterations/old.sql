CREATE TABLE events (id integer NOT NULL, made date NOT NULL, body varchar(10), old integer) PARTITION BY RANGE (made);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE INDEX here ON events_2024 (body);
CREATE VIEW of_2024 AS SELECT id, body FROM events_2024;
CREATE VIEW of_all AS SELECT id, body FROM events;
