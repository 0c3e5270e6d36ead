CREATE FUNCTION my_rank() RETURNS bigint LANGUAGE internal WINDOW IMMUTABLE AS 'window_rank';
CREATE FUNCTION my_upper(text) RETURNS text LANGUAGE internal IMMUTABLE STRICT AS 'upper';
