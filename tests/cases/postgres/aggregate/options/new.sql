CREATE FUNCTION join_up(text, text) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT $1 || $2$$;
CREATE AGGREGATE joined(text) (SFUNC = join_up, STYPE = text, INITCOND = '>', PARALLEL = SAFE,
    FINALFUNC = upper, COMBINEFUNC = join_up, SSPACE = 100);
CREATE AGGREGATE count_all(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '1');
COMMENT ON AGGREGATE joined(text) IS 'All in one';
COMMENT ON AGGREGATE count_all(*) IS 'How many';
CREATE TABLE words (word text);
CREATE VIEW sentence AS SELECT joined(word) AS text FROM words;
