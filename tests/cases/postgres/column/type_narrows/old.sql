CREATE TABLE t (a bigint DEFAULT 5, b text, c text DEFAULT 'x' NOT NULL, d numeric, e timestamptz, f double precision);
