DROP VIEW public.all_puppies;

-- hazard: data-loss: column public.animals.old is dropped with its values
-- hazard: application-break: column public.animals.old is gone: programs that use it fail
ALTER TABLE public.animals DROP COLUMN old;

-- hazard: table-rewrite: column public.animals.id turns from integer into bigint: every row is written anew
-- hazard: blocks-reads: column public.animals.id turns from integer into bigint: readers wait until it is done
ALTER TABLE public.animals ALTER COLUMN id TYPE bigint;

-- hazard: may-fail: column public.animals.id may hold nulls
-- hazard: blocks-reads: all rows of table public.animals are checked
ALTER TABLE public.animals ALTER COLUMN id SET NOT NULL;

-- hazard: data-narrowing: column public.animals.legs turns from integer into smallint: values may lose something
-- hazard: may-fail: column public.animals.legs turns from integer into smallint: a value may not fit
-- hazard: table-rewrite: column public.animals.legs turns from integer into smallint: every row is written anew
-- hazard: blocks-reads: column public.animals.legs turns from integer into smallint: readers wait until it is done
ALTER TABLE public.animals ALTER COLUMN legs TYPE smallint;

ALTER TABLE ONLY public.animals ALTER COLUMN legs SET DEFAULT 4;

ALTER TABLE public.animals ADD COLUMN name character varying(20) DEFAULT 'x'::character varying NOT NULL;

ALTER TABLE public.dogs ALTER COLUMN legs SET DEFAULT 3;

-- hazard: may-fail: rows may violate constraint public.animals.animals_legs_check
-- hazard: blocks-writes: writers of table public.animals wait while constraint public.animals.animals_legs_check is made
ALTER TABLE public.animals ADD CONSTRAINT animals_legs_check CHECK ((legs >= 0));

CREATE VIEW public.all_puppies AS
SELECT id,
    legs
   FROM public.puppies;
