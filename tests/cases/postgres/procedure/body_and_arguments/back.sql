-- hazard: application-break: procedure public.note(text, integer) is gone: programs that use it fail
DROP PROCEDURE public.note(text, integer);

CREATE PROCEDURE public.note(line text)
LANGUAGE sql
AS $$INSERT INTO log VALUES (line)$$;

CREATE OR REPLACE PROCEDURE public.twice(INOUT n integer)
LANGUAGE plpgsql
AS $$BEGIN n := n * 2; END$$;

COMMENT ON PROCEDURE public.note(text) IS 'Writes a line';
