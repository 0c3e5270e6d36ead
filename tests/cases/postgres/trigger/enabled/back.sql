DROP TRIGGER four ON public.users;

ALTER TABLE public.users ENABLE TRIGGER one;

ALTER TABLE public.users ENABLE REPLICA TRIGGER three;

ALTER TABLE public.users DISABLE TRIGGER two;
