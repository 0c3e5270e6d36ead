CREATE FUNCTION join_up(text, text) RETURNS text LANGUAGE sql IMMUTABLE AS $$SELECT $1 || $2$$;
CREATE AGGREGATE joined(text) (SFUNC = join_up, STYPE = text);
CREATE AGGREGATE count_all(*) (SFUNC = int8inc, STYPE = bigint, INITCOND = '0');
COMMENT ON AGGREGATE joined(text) IS 'All in one';
CREATE TABLE words (word text);
CREATE VIEW sentence AS SELECT joined(word) AS text FROM words;
