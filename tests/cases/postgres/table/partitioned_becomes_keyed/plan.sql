CREATE TABLE public.notes (
    event integer,
    made date
);

-- hazard: may-fail: rows may violate constraint public.events.events_pkey
-- hazard: blocks-writes: writers of table public.events wait while constraint public.events.events_pkey is made
ALTER TABLE public.events ADD CONSTRAINT events_pkey PRIMARY KEY (id, made);

-- hazard: may-fail: rows may violate constraint public.events.one_body
-- hazard: blocks-writes: writers of table public.events wait while constraint public.events.one_body is made
ALTER TABLE public.events ADD CONSTRAINT one_body UNIQUE (body, made);

ALTER TABLE public.notes ADD CONSTRAINT notes_event_made_fkey FOREIGN KEY (event, made) REFERENCES public.events (id, made);
