-- hazard: data-loss: table public.c is dropped with its rows
-- hazard: application-break: table public.c is gone: programs that use it fail
DROP TABLE public.c;

ALTER TABLE public.a DISABLE ROW LEVEL SECURITY;

ALTER TABLE public.b ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.b FORCE ROW LEVEL SECURITY;
