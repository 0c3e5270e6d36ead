-- hazard: data-loss: column public.t.tags is dropped with its values
-- hazard: application-break: programs that use column public.t.tags fail
ALTER TABLE public.t DROP COLUMN tags;

-- hazard: data-loss: column public.t.token is dropped with its values
-- hazard: application-break: programs that use column public.t.token fail
ALTER TABLE public.t DROP COLUMN token;

-- hazard: data-loss: column public.t.made is dropped with its values
-- hazard: application-break: programs that use column public.t.made fail
ALTER TABLE public.t DROP COLUMN made;

-- hazard: data-loss: column public.t."Odd "Name" is dropped with its values
-- hazard: application-break: programs that use column public.t."Odd "Name" fail
ALTER TABLE public.t DROP COLUMN "Odd ""Name";

-- hazard: data-loss: column public.t.name is dropped with its values
-- hazard: application-break: programs that use column public.t.name fail
ALTER TABLE public.t DROP COLUMN name;
