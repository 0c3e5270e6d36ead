ALTER TABLE public.u DROP CONSTRAINT u_t_fkey;

-- hazard: may-fail: column public.t.id turns from text into integer: a value may not fit
-- hazard: table-rewrite: column public.t.id turns from text into integer: every row is written anew
-- hazard: blocks-reads: column public.t.id turns from text into integer: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN id TYPE integer USING id::integer;

-- hazard: may-fail: column public.u.t turns from text into integer: a value may not fit
-- hazard: table-rewrite: column public.u.t turns from text into integer: every row is written anew
-- hazard: blocks-reads: column public.u.t turns from text into integer: readers wait until it is done
ALTER TABLE public.u ALTER COLUMN t TYPE integer USING t::integer;

-- hazard: may-fail: rows may violate constraint public.u.u_t_fkey
-- hazard: blocks-writes: writers of table public.u and public.t wait while constraint public.u.u_t_fkey is made
ALTER TABLE public.u ADD CONSTRAINT u_t_fkey FOREIGN KEY (t) REFERENCES public.t (id) ON DELETE CASCADE;
