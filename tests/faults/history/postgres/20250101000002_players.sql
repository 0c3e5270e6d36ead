-- syncline: revision 20250101000002
-- syncline: parent 20250101000001
-- syncline: message Players

-- syncline: up

CREATE TABLE players (id integer PRIMARY KEY, club integer NOT NULL REFERENCES clubs (id), name text);
INSERT INTO players SELECT i, i % 3 + 1, 'player ' || i FROM generate_series(1, 300) i;
CREATE FUNCTION initials(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT left(name, 1) $$;
