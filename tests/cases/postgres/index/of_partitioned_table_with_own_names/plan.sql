-- hazard: blocks-writes: writers of table public.t wait while index public.all_b is made
CREATE INDEX all_b ON ONLY public.t (b);

ALTER INDEX public.all_b ATTACH PARTITION public.one_b;

-- hazard: blocks-writes: writers of table public.t2 wait while index public.two_b is made
CREATE INDEX two_b ON public.t2 (b);

ALTER INDEX public.all_b ATTACH PARTITION public.two_b;
