DROP VIEW public.old_ages;

DROP VIEW public.ages;

-- hazard: table-rewrite: column public.users.age turns from smallint into bigint: every row is written anew
-- hazard: blocks-reads: column public.users.age turns from smallint into bigint: readers wait until it is done
ALTER TABLE public.users ALTER COLUMN age TYPE bigint;

CREATE VIEW public.ages AS
SELECT id,
    age
   FROM public.users;

CREATE VIEW public.old_ages AS
SELECT (age + 1) AS age
   FROM public.ages
  WHERE (age > 60);
