CREATE DOMAIN email AS varchar(200) COLLATE "C" DEFAULT 'none@example.org' NOT NULL
    CONSTRAINT has_at CHECK (VALUE ~ '@') CONSTRAINT short CHECK (length(VALUE) < 100);
CREATE TABLE users (id integer, email email);
