DROP TRIGGER touched ON public.users;

DROP TRIGGER "All" ON public.users;

CREATE TRIGGER gone BEFORE DELETE ON public.users FOR EACH ROW EXECUTE FUNCTION public.touch();

CREATE TRIGGER touched BEFORE UPDATE ON public.users FOR EACH ROW EXECUTE FUNCTION public.touch();

COMMENT ON TRIGGER touched ON public.users IS 'Keeps the time';
