-- hazard: data-loss: column public.t.tags is dropped with its values
-- hazard: application-break: column public.t.tags is gone: programs that use it fail
ALTER TABLE public.t DROP COLUMN tags;

-- hazard: data-loss: column public.t.token is dropped with its values
-- hazard: application-break: column public.t.token is gone: programs that use it fail
ALTER TABLE public.t DROP COLUMN token;

-- hazard: data-loss: column public.t.made is dropped with its values
-- hazard: application-break: column public.t.made is gone: programs that use it fail
ALTER TABLE public.t DROP COLUMN made;

-- hazard: data-loss: column public.t."Odd "Name" is dropped with its values
-- hazard: application-break: column public.t."Odd "Name" is gone: programs that use it fail
ALTER TABLE public.t DROP COLUMN "Odd ""Name";

-- hazard: data-loss: column public.t.name is dropped with its values
-- hazard: application-break: column public.t.name is gone: programs that use it fail
ALTER TABLE public.t DROP COLUMN name;
