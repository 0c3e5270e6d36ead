-- hazard: data-loss: table public.b is dropped with its rows
-- hazard: application-break: table public.b is gone: programs that use it fail
DROP TABLE public.b;

ALTER TABLE public.a ALTER COLUMN id SET DEFAULT nextval('public.numbers'::regclass);
