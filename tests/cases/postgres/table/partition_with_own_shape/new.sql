CREATE TABLE events (id bigint NOT NULL, made date NOT NULL, body text DEFAULT '', PRIMARY KEY (id, made)) PARTITION BY RANGE (made);
CREATE INDEX events_body_idx ON events (body);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

CREATE TABLE events_2025 (made date NOT NULL, body text DEFAULT 'own' NOT NULL, id bigint NOT NULL, CONSTRAINT named_otherwise PRIMARY KEY (id, made));
CREATE INDEX own_body ON events_2025 (body);
CREATE INDEX only_here ON events_2025 (made);
ALTER TABLE events_2025 ADD CHECK (body <> 'bad');
ALTER TABLE events ATTACH PARTITION events_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
