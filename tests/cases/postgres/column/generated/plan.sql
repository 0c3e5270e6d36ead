DROP VIEW public.v;

-- hazard: application-break: column public.t.d is gone: programs that use it fail
ALTER TABLE public.t DROP COLUMN d;

ALTER TABLE public.t DROP COLUMN c;

-- hazard: table-rewrite: every row of table public.t is written anew with its value of c
-- hazard: blocks-reads: every row of table public.t is written anew with its value of c
ALTER TABLE public.t ADD COLUMN c integer GENERATED ALWAYS AS ((a - b)) STORED;

-- hazard: table-rewrite: every row of table public.t is written anew with its value of e
-- hazard: blocks-reads: every row of table public.t is written anew with its value of e
ALTER TABLE public.t ADD COLUMN e text GENERATED ALWAYS AS ('x'::text) STORED NOT NULL;

CREATE VIEW public.v AS
SELECT c
   FROM public.t;
