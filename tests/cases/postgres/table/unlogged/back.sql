-- hazard: data-loss: table public.c is dropped with its rows
-- hazard: application-break: table public.c is gone: programs that use it fail
DROP TABLE public.c;

-- hazard: table-rewrite: table public.a is written anew
-- hazard: blocks-reads: table public.a is written anew
ALTER TABLE public.a SET LOGGED;

-- hazard: table-rewrite: table public.b is written anew
-- hazard: blocks-reads: table public.b is written anew
ALTER TABLE public.b SET UNLOGGED;
