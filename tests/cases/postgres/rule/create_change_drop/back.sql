DROP RULE added ON public.t;

CREATE RULE gone AS ON DELETE TO public.t
   WHERE (old.id = 0) DO INSTEAD NOTHING;

CREATE OR REPLACE RULE "Changed" AS ON INSERT TO public.v DO INSTEAD  INSERT INTO public.t (id, name)
  VALUES (new.id, new.name);
