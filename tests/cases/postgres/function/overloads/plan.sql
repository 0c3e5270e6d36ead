-- hazard: application-break: function tools.show(integer[]) is gone: programs that use it fail
DROP FUNCTION tools.show(integer[]);

CREATE FUNCTION tools."Show it"("A" text)
RETURNS text
LANGUAGE sql
AS $$SELECT "A"$$;

CREATE OR REPLACE FUNCTION tools.show(integer)
RETURNS text
LANGUAGE sql
AS $$SELECT 'number ' || $1$$;

CREATE FUNCTION tools.show(text, INOUT count integer)
RETURNS integer
LANGUAGE sql
AS $$SELECT count + 1$$;
