CREATE TYPE mood AS ENUM ('sad', 'ok');
COMMENT ON TYPE mood IS 'How it goes';
CREATE TABLE people (
    id integer PRIMARY KEY,
    now mood NOT NULL DEFAULT 'ok',
    before mood[] DEFAULT '{}',
    CONSTRAINT not_sad CHECK (now <> 'sad')
);
CREATE INDEX happy_people ON people (id) WHERE now = 'ok';
CREATE INDEX people_by_mood ON people (now);
CREATE VIEW moods AS SELECT now, count(*) AS people FROM people GROUP BY now;
CREATE FUNCTION is_ok(mood) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT $1 = 'ok'$$;
