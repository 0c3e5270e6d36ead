DROP VIEW public.old_ages;

DROP VIEW public.ages;

-- hazard: data-narrowing: column public.users.age turns from bigint into smallint: values may lose something
-- hazard: may-fail: column public.users.age turns from bigint into smallint: a value may not fit
-- hazard: table-rewrite: column public.users.age turns from bigint into smallint: every row is written anew
-- hazard: blocks-reads: column public.users.age turns from bigint into smallint: readers wait until it is done
ALTER TABLE public.users ALTER COLUMN age TYPE smallint;

CREATE VIEW public.ages AS
SELECT id,
    age
   FROM public.users;

CREATE VIEW public.old_ages AS
SELECT (age + 1) AS age
   FROM public.ages
  WHERE (age > 60);
