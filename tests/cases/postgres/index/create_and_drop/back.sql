DROP INDEX public.t_hash;

DROP INDEX public.t_ab;

DROP INDEX public.t_a;

DROP INDEX public."Odd";
