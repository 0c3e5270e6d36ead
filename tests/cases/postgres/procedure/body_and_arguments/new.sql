CREATE TABLE log (line text);
CREATE PROCEDURE note(line text, level integer DEFAULT 1) LANGUAGE sql SECURITY DEFINER
    AS 'INSERT INTO log VALUES (line)';
CREATE PROCEDURE twice(INOUT n integer) LANGUAGE plpgsql AS $$BEGIN n := n + n; END$$;
COMMENT ON PROCEDURE note(text, integer) IS 'Writes a line';
