ALTER TABLE public.t DROP CONSTRAINT t_room_during_excl;

-- hazard: may-fail: rows may violate constraint public.t.t_room_excl
-- hazard: blocks-writes: writers of table public.t wait while constraint public.t.t_room_excl is made
ALTER TABLE public.t ADD CONSTRAINT t_room_excl EXCLUDE USING gist (room WITH &&);
