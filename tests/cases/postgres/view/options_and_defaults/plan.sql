ALTER VIEW public.one RESET (security_barrier);

ALTER VIEW public.one SET (check_option='local');

ALTER VIEW public.one ALTER COLUMN name DROP DEFAULT;

ALTER VIEW public.one ALTER COLUMN id SET DEFAULT 7;

ALTER VIEW public.one ALTER COLUMN name SET DEFAULT 'somebody'::text;

ALTER VIEW public.two SET (security_barrier='true');
