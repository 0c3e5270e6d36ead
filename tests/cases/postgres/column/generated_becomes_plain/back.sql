-- hazard: data-loss: column public.t.c is dropped with its values
ALTER TABLE public.t DROP COLUMN c;

-- hazard: data-loss: column public.t.b is dropped with its values
ALTER TABLE public.t DROP COLUMN b;

-- hazard: table-rewrite: every row of table public.t is written anew with its value of b
-- hazard: blocks-reads: every row of table public.t is written anew with its value of b
ALTER TABLE public.t ADD COLUMN b integer GENERATED ALWAYS AS ((a + 1)) STORED;

-- hazard: table-rewrite: every row of table public.t is written anew with its value of c
-- hazard: blocks-reads: every row of table public.t is written anew with its value of c
ALTER TABLE public.t ADD COLUMN c integer GENERATED ALWAYS AS ((a + 2)) STORED;
