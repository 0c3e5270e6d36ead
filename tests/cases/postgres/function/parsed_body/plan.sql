ALTER TABLE public.items ADD COLUMN tax integer;

CREATE OR REPLACE FUNCTION public.total()
RETURNS bigint
LANGUAGE sql
RETURN (SELECT sum((items.price + items.tax)) AS sum FROM public.items);

CREATE OR REPLACE FUNCTION public.clear()
RETURNS void
LANGUAGE sql
BEGIN ATOMIC
 DELETE FROM public.items;
 SELECT public.total() AS total;
END;
