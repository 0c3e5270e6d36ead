CREATE TABLE base (id integer);
CREATE FUNCTION make_code() RETURNS text LANGUAGE sql AS $$SELECT 'x'::text$$;
CREATE TABLE z_table (id integer, code text DEFAULT make_code());
CREATE FUNCTION a_first() RETURNS SETOF z_table LANGUAGE sql AS 'SELECT * FROM z_table';
CREATE VIEW all_of_it AS SELECT * FROM a_first();
