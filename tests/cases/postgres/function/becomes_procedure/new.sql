CREATE PROCEDURE tidy(days integer) LANGUAGE sql AS 'SELECT';
