CREATE FUNCTION my_rank() RETURNS bigint LANGUAGE internal WINDOW IMMUTABLE AS 'window_dense_rank';
CREATE FUNCTION my_upper(text) RETURNS text LANGUAGE internal IMMUTABLE STRICT COST 3 AS 'lower';
CREATE FUNCTION my_like(text, text) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT
    SUPPORT textlike_support AS 'textlike';
