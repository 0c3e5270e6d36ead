CREATE TABLE t (room int4range, during tsrange, active boolean, EXCLUDE USING gist (room WITH &&));
