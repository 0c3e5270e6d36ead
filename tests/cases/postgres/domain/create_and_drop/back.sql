-- hazard: data-loss: column public.users.email is dropped with its values
-- hazard: application-break: column public.users.email is gone: programs that use it fail
ALTER TABLE public.users DROP COLUMN email;

-- hazard: application-break: domain public.email is gone: programs that use it fail
DROP DOMAIN public.email;
