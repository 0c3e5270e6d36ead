CREATE TABLE events (id integer NOT NULL, made date NOT NULL, body text, PRIMARY KEY (id, made)) PARTITION BY RANGE (made);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
ALTER TABLE events ADD CONSTRAINT one_body UNIQUE (body, made);
CREATE TABLE notes (event integer, made date, FOREIGN KEY (event, made) REFERENCES events);
