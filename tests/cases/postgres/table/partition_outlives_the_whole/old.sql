CREATE TABLE events (id integer NOT NULL, made date NOT NULL, CHECK (id > 0), PRIMARY KEY (id, made)) PARTITION BY RANGE (made);
CREATE TABLE events_a PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
