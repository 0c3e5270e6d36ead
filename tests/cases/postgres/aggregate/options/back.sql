DROP VIEW public.sentence;

DROP AGGREGATE public.joined(text);

DROP AGGREGATE public.count_all(*);

CREATE AGGREGATE public.count_all(*) (
    SFUNC = int8inc,
    STYPE = bigint,
    INITCOND = '0'
);

CREATE AGGREGATE public.joined(text) (
    SFUNC = public.join_up,
    STYPE = text
);

CREATE VIEW public.sentence AS
SELECT public.joined(word) AS text
   FROM public.words;

COMMENT ON AGGREGATE public.joined(text) IS 'All in one';
