CREATE OR REPLACE VIEW public.adults WITH (check_option='local') AS
SELECT id,
    name,
    age
   FROM public.users
  WHERE (age >= 21);

COMMENT ON COLUMN public.adults.age IS 'In years';
