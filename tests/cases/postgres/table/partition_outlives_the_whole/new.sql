CREATE TABLE events_a (id integer NOT NULL, made date NOT NULL, more text, CONSTRAINT events_id_check CHECK (id > 0), PRIMARY KEY (id, made));
