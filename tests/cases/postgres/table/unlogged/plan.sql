-- hazard: table-rewrite: table public.a is written anew
-- hazard: blocks-reads: table public.a is written anew
ALTER TABLE public.a SET UNLOGGED;

-- hazard: table-rewrite: table public.b is written anew
-- hazard: blocks-reads: table public.b is written anew
ALTER TABLE public.b SET LOGGED;

CREATE UNLOGGED TABLE public.c (
    id integer
);
