CREATE OR REPLACE FUNCTION public.clear()
RETURNS void
LANGUAGE sql
BEGIN ATOMIC
 DELETE FROM public.items;
END;

CREATE OR REPLACE FUNCTION public.total()
RETURNS bigint
LANGUAGE sql
RETURN (SELECT sum(items.price) AS sum FROM public.items);

-- hazard: data-loss: column public.items.tax is dropped with its values
-- hazard: application-break: column public.items.tax is gone: programs that use it fail
ALTER TABLE public.items DROP COLUMN tax;
