DROP TRIGGER touched ON public.users;

DROP FUNCTION public.is_new(text, text);

CREATE FUNCTION public.is_new(before text, after text)
RETURNS boolean
LANGUAGE sql
IMMUTABLE
AS $$SELECT before <> after$$;

CREATE OR REPLACE FUNCTION public.touch()
RETURNS trigger
LANGUAGE plpgsql
AS $$BEGIN new.name := new.name; RETURN new; END$$;

CREATE TRIGGER touched BEFORE UPDATE ON public.users FOR EACH ROW WHEN (public.is_new(old.name, new.name)) EXECUTE FUNCTION public.touch();
