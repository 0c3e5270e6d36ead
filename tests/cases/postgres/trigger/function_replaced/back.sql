DROP TRIGGER touched ON public.users;

DROP FUNCTION public.is_new(text, text);

CREATE FUNCTION public.is_new(a text, b text)
RETURNS boolean
LANGUAGE sql
IMMUTABLE
AS $$SELECT a <> b$$;

CREATE OR REPLACE FUNCTION public.touch()
RETURNS trigger
LANGUAGE plpgsql
AS $$BEGIN RETURN new; END$$;

CREATE TRIGGER touched BEFORE UPDATE ON public.users FOR EACH ROW WHEN (public.is_new(old.name, new.name)) EXECUTE FUNCTION public.touch();
