-- hazard: data-loss: table public.b is dropped with its rows
-- hazard: application-break: programs that use table public.b fail
DROP TABLE public.b;

ALTER TABLE public.a ALTER COLUMN id SET DEFAULT nextval('public.numbers'::regclass);
