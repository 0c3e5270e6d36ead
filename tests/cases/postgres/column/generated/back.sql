DROP VIEW public.v;

-- hazard: application-break: column public.t.e is gone: programs that use it fail
ALTER TABLE public.t DROP COLUMN e;

ALTER TABLE public.t DROP COLUMN c;

-- hazard: table-rewrite: every row of table public.t is written anew with its value of c
-- hazard: blocks-reads: every row of table public.t is written anew with its value of c
ALTER TABLE public.t ADD COLUMN c integer GENERATED ALWAYS AS ((a + b)) STORED;

-- hazard: table-rewrite: every row of table public.t is written anew with its value of d
-- hazard: blocks-reads: every row of table public.t is written anew with its value of d
ALTER TABLE public.t ADD COLUMN d integer GENERATED ALWAYS AS ((a * 2)) STORED;

CREATE VIEW public.v AS
SELECT c
   FROM public.t;
