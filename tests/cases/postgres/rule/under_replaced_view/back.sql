DROP VIEW public.v;

CREATE VIEW public.v AS
SELECT id,
    name
   FROM public.t;

CREATE RULE ins AS ON INSERT TO public.v DO INSTEAD  INSERT INTO public.t (id, name)
  VALUES (new.id, new.name);

CREATE TRIGGER upd INSTEAD OF UPDATE ON public.v FOR EACH ROW EXECUTE FUNCTION public.f();

COMMENT ON TRIGGER upd ON public.v IS 'Writes through';
