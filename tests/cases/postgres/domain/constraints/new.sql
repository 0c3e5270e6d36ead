CREATE DOMAIN points AS integer CONSTRAINT positive CHECK (VALUE >= 0) CONSTRAINT even CHECK (VALUE % 2 = 0);
ALTER DOMAIN points ADD CONSTRAINT later CHECK (VALUE <> 5);
COMMENT ON CONSTRAINT positive ON DOMAIN points IS 'More than nothing';
COMMENT ON CONSTRAINT even ON DOMAIN points IS 'No halves';
CREATE TABLE scores (id integer PRIMARY KEY, points points);
