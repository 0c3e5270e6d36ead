DROP VIEW public.all_puppies;

ALTER TABLE public.animals DROP CONSTRAINT animals_legs_check;

-- hazard: data-loss: column public.animals.name is dropped with its values
-- hazard: application-break: column public.animals.name is gone: programs that use it fail
ALTER TABLE public.animals DROP COLUMN name;

-- hazard: data-narrowing: column public.animals.id turns from bigint into integer: values may lose something
-- hazard: may-fail: column public.animals.id turns from bigint into integer: a value may not fit
-- hazard: table-rewrite: column public.animals.id turns from bigint into integer: every row is written anew
-- hazard: blocks-reads: column public.animals.id turns from bigint into integer: readers wait until it is done
ALTER TABLE public.animals ALTER COLUMN id TYPE integer;

ALTER TABLE public.animals ALTER COLUMN id DROP NOT NULL;

-- hazard: table-rewrite: column public.animals.legs turns from smallint into integer: every row is written anew
-- hazard: blocks-reads: column public.animals.legs turns from smallint into integer: readers wait until it is done
ALTER TABLE public.animals
    ALTER COLUMN legs DROP DEFAULT,
    ALTER COLUMN legs TYPE integer;

ALTER TABLE public.animals ADD COLUMN old text;

CREATE VIEW public.all_puppies AS
SELECT id,
    legs
   FROM public.puppies;
