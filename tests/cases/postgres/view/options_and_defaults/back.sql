ALTER VIEW public.one SET (check_option='cascaded', security_barrier='true');

ALTER VIEW public.one ALTER COLUMN id DROP DEFAULT;

ALTER VIEW public.one ALTER COLUMN name DROP DEFAULT;

ALTER VIEW public.one ALTER COLUMN name SET DEFAULT 'nobody'::text;

ALTER VIEW public.two RESET (security_barrier);
