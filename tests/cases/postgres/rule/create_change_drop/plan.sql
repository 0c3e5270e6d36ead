DROP RULE gone ON public.t;

CREATE RULE added AS ON UPDATE TO public.t
   WHERE (new.name <> old.name) DO ( UPDATE public.t SET name = ''::text
  WHERE false;
 DELETE FROM public.t
  WHERE false;
);

CREATE OR REPLACE RULE "Changed" AS ON INSERT TO public.v DO INSTEAD  INSERT INTO public.t (id, name)
  VALUES (new.id, upper(new.name))
  RETURNING t.id,
    t.name;
