-- hazard: blocks-reads: materialized view public.m is filled anew; whoever reads it waits until then
DROP MATERIALIZED VIEW public.m;

DROP VIEW public.w;

DROP VIEW public.v;

ALTER TABLE public.u DROP CONSTRAINT u_t_fkey;

ALTER TABLE public.t DROP COLUMN c;

-- hazard: table-rewrite: column public.t.a turns from integer into bigint: every row is written anew
-- hazard: blocks-reads: column public.t.a turns from integer into bigint: readers wait until it is done
ALTER TABLE public.t ALTER COLUMN a TYPE bigint;

-- hazard: table-rewrite: column public.t.b turns from integer into bigint: every row is written anew
-- hazard: blocks-reads: column public.t.b turns from integer into bigint: readers wait until it is done
ALTER TABLE public.t
    ALTER COLUMN b DROP DEFAULT,
    ALTER COLUMN b TYPE bigint,
    ALTER COLUMN b SET DEFAULT 4;

-- hazard: table-rewrite: every row of table public.t is written anew with its value of c
-- hazard: blocks-reads: every row of table public.t is written anew with its value of c
ALTER TABLE public.t ADD COLUMN c bigint GENERATED ALWAYS AS ((b * 2)) STORED;

-- hazard: table-rewrite: column public.u.t turns from integer into bigint: every row is written anew
-- hazard: blocks-reads: column public.u.t turns from integer into bigint: readers wait until it is done
ALTER TABLE public.u ALTER COLUMN t TYPE bigint;

-- hazard: may-fail: rows may violate constraint public.u.u_t_fkey
-- hazard: blocks-writes: writers of table public.u and public.t wait while constraint public.u.u_t_fkey is made
ALTER TABLE public.u ADD CONSTRAINT u_t_fkey FOREIGN KEY (t) REFERENCES public.t (a);

CREATE VIEW public.v AS
SELECT a,
    b
   FROM public.t;

CREATE VIEW public.w AS
SELECT (b + 1) AS more
   FROM public.v;

CREATE MATERIALIZED VIEW public.m AS
SELECT b
   FROM public.t;

-- hazard: blocks-writes: writers of materialized view public.m wait while index public.m_b is made
CREATE INDEX m_b ON public.m (b);

COMMENT ON VIEW public.v IS 'kept';
