CREATE TABLE t (a integer CHECK (a > 1), b integer CHECK (b > 0) NO INHERIT, c text,
    CONSTRAINT "Both Sides" CHECK (a < b), CHECK (c IN ('x', 'y')));
CREATE FUNCTION fine(text) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 <> $$$$';
ALTER TABLE t ADD CONSTRAINT is_fine CHECK (fine(c));
