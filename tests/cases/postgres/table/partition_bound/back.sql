ALTER TABLE public.events DETACH PARTITION public.events_2024;

-- hazard: may-fail: a row of table public.events_2024 may be outside its new bound
-- hazard: blocks-reads: all rows of table public.events_2024 are checked
ALTER TABLE ONLY public.events ATTACH PARTITION public.events_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
