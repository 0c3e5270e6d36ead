ALTER TABLE public.u DROP CONSTRAINT u_a_fkey;

DROP INDEX public.t_a;
