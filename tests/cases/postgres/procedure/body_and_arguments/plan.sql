-- hazard: application-break: procedure public.note(text) is gone: programs that use it fail
DROP PROCEDURE public.note(text);

CREATE PROCEDURE public.note(line text, level integer DEFAULT 1)
LANGUAGE sql
SECURITY DEFINER
AS $$INSERT INTO log VALUES (line)$$;

CREATE OR REPLACE PROCEDURE public.twice(INOUT n integer)
LANGUAGE plpgsql
AS $$BEGIN n := n + n; END$$;

COMMENT ON PROCEDURE public.note(text, integer) IS 'Writes a line';
