CREATE TABLE events (id bigint NOT NULL, made date NOT NULL, body text DEFAULT '', PRIMARY KEY (id, made)) PARTITION BY RANGE (made);
CREATE INDEX events_body_idx ON events (body);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
