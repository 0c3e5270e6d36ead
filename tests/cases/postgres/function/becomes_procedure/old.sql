CREATE FUNCTION tidy(days integer) RETURNS void LANGUAGE sql AS 'SELECT';
