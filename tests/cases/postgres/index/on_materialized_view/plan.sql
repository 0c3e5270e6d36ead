DROP INDEX public.m_a;

-- hazard: may-fail: rows may be equal under index public.m_a
-- hazard: blocks-writes: writers of materialized view public.m wait while index public.m_a is made
CREATE UNIQUE INDEX m_a ON public.m (a DESC) INCLUDE (b);

-- hazard: blocks-writes: writers of materialized view public.m wait while index public.m_b is made
CREATE INDEX m_b ON public.m (lower(b) text_pattern_ops) WHERE (a > 0);
