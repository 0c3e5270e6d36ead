DROP TRIGGER touched ON public.users;

DROP TRIGGER gone ON public.users;

CREATE TRIGGER "All" AFTER UPDATE ON public.users REFERENCING OLD TABLE AS o NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION public.touch();

CREATE TRIGGER touched BEFORE UPDATE OF name, changed ON public.users FOR EACH ROW WHEN ((old.name IS DISTINCT FROM new.name)) EXECUTE FUNCTION public.touch('a', 'it''s');

COMMENT ON TRIGGER touched ON public.users IS 'Keeps the time';
