ALTER TABLE public.bills ALTER COLUMN amount DROP DEFAULT;

DROP VIEW public.all_taxes;

DROP VIEW public.taxes;

DROP INDEX public.bills_rate;

ALTER TABLE public.bills DROP CONSTRAINT positive;

DROP FUNCTION public.rate(integer, integer);

CREATE FUNCTION public.rate(sum integer, percent integer)
RETURNS integer
LANGUAGE sql
IMMUTABLE
AS $$SELECT sum * percent / 100$$;

-- hazard: may-fail: rows may violate constraint public.bills.positive
-- hazard: blocks-writes: writers of table public.bills wait while constraint public.bills.positive is made
ALTER TABLE public.bills ADD CONSTRAINT positive CHECK ((public.rate(amount, 100) > 0));

-- hazard: blocks-writes: writers of table public.bills wait while index public.bills_rate is made
CREATE INDEX bills_rate ON public.bills (public.rate(amount, 7));

CREATE VIEW public.taxes AS
SELECT id,
    public.rate(amount, 19) AS tax
   FROM public.bills;

CREATE VIEW public.all_taxes AS
SELECT sum(tax) AS sum
   FROM public.taxes;

COMMENT ON FUNCTION public.rate(integer, integer) IS 'The tax';

ALTER TABLE public.bills ALTER COLUMN amount SET DEFAULT public.rate(100, 5);
