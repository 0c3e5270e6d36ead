COMMENT ON CONSTRAINT small ON DOMAIN public.points IS NULL;

ALTER DOMAIN public.points VALIDATE CONSTRAINT later;

ALTER DOMAIN public.points DROP CONSTRAINT positive;

ALTER DOMAIN public.points DROP CONSTRAINT small;

-- hazard: may-fail: a column of domain public.points may hold a value that even refuses
ALTER DOMAIN public.points ADD CONSTRAINT even CHECK (((VALUE % 2) = 0));

-- hazard: may-fail: a column of domain public.points may hold a value that positive refuses
ALTER DOMAIN public.points ADD CONSTRAINT positive CHECK ((VALUE >= 0));

COMMENT ON CONSTRAINT positive ON DOMAIN public.points IS 'More than nothing';

COMMENT ON CONSTRAINT even ON DOMAIN public.points IS 'No halves';
