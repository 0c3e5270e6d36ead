COMMENT ON CONSTRAINT even ON DOMAIN public.points IS NULL;

ALTER DOMAIN public.points DROP CONSTRAINT even;

ALTER DOMAIN public.points DROP CONSTRAINT later;

ALTER DOMAIN public.points DROP CONSTRAINT positive;

ALTER DOMAIN public.points ADD CONSTRAINT later CHECK ((VALUE <> 5)) NOT VALID;

-- hazard: may-fail: a column of domain public.points may hold a value that positive refuses
ALTER DOMAIN public.points ADD CONSTRAINT positive CHECK ((VALUE > 0));

COMMENT ON CONSTRAINT positive ON DOMAIN public.points IS 'More than nothing';

-- hazard: may-fail: a column of domain public.points may hold a value that small refuses
ALTER DOMAIN public.points ADD CONSTRAINT small CHECK ((VALUE < 10));

COMMENT ON CONSTRAINT small ON DOMAIN public.points IS 'Not too much';
