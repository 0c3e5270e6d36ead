CREATE TABLE t (room int4range, during tsrange, active boolean,
    EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (active) DEFERRABLE INITIALLY DEFERRED);
