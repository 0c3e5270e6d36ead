-- hazard: application-break: function tools.show(text, integer) is gone: programs that use it fail
DROP FUNCTION tools.show(text, integer);

-- hazard: application-break: function tools.""Show it"(text)" is gone: programs that use it fail
DROP FUNCTION tools."Show it"(text);

CREATE OR REPLACE FUNCTION tools.show(integer)
RETURNS text
LANGUAGE sql
AS $$SELECT $1::text$$;

CREATE FUNCTION tools.show(VARIADIC integer[])
RETURNS text
LANGUAGE sql
AS $$SELECT $1::text$$;
