COMMENT ON COLUMN public.address.zip IS NULL;

DROP VIEW public.towns;

-- hazard: data-loss: columns of composite type public.address lose the values of dropped attributes
ALTER TYPE public.address
    DROP ATTRIBUTE zip,
    ADD ATTRIBUTE country character(2);

CREATE VIEW public.towns AS
SELECT (home).town AS town
   FROM public.people;

COMMENT ON COLUMN public.address.country IS 'ISO 3166';
