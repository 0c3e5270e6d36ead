DROP INDEX public.m_b;

DROP INDEX public.m_a;

-- hazard: may-fail: rows may be equal under index public.m_a
-- hazard: blocks-writes: writers of materialized view public.m wait while index public.m_a is made
CREATE UNIQUE INDEX m_a ON public.m (a);
