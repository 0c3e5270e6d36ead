CREATE DOMAIN points AS integer CONSTRAINT positive CHECK (VALUE > 0) CONSTRAINT small CHECK (VALUE < 10);
ALTER DOMAIN points ADD CONSTRAINT later CHECK (VALUE <> 5) NOT VALID;
COMMENT ON CONSTRAINT positive ON DOMAIN points IS 'More than nothing';
COMMENT ON CONSTRAINT small ON DOMAIN points IS 'Not too much';
CREATE TABLE scores (id integer PRIMARY KEY, points points);
