DROP RULE kept ON public.things;

ALTER TABLE public.things DROP CONSTRAINT things_kind_fkey;

ALTER TABLE public.things DROP CONSTRAINT things_id_excl;

ALTER TYPE public.kind RENAME TO kind_old;

CREATE TYPE public.kind AS ENUM (
    'a',
    'b',
    'c'
);

-- hazard: may-fail: a row of table public.kinds may hold a value that the new type lacks
-- hazard: table-rewrite: table public.kinds is written anew
-- hazard: blocks-reads: table public.kinds is locked while it is written anew
ALTER TABLE public.kinds
    ALTER COLUMN kind TYPE public.kind USING kind::text::public.kind;

-- hazard: may-fail: a row of table public.things may hold a value that the new type lacks
-- hazard: table-rewrite: table public.things is written anew
-- hazard: blocks-reads: table public.things is locked while it is written anew
ALTER TABLE public.things
    ALTER COLUMN kind DROP DEFAULT,
    ALTER COLUMN kind TYPE public.kind USING kind::text::public.kind,
    ALTER COLUMN kind SET DEFAULT 'a'::public.kind;

DROP TYPE public.kind_old;

-- hazard: may-fail: rows may violate constraint public.things.things_id_excl
-- hazard: blocks-writes: writers of table public.things wait while constraint public.things.things_id_excl is made
ALTER TABLE public.things ADD CONSTRAINT things_id_excl EXCLUDE USING btree (id WITH =) WHERE ((kind = 'a'::public.kind));

-- hazard: may-fail: rows may violate constraint public.things.things_kind_fkey
-- hazard: blocks-writes: writers of table public.things and public.kinds wait while constraint public.things.things_kind_fkey is made
ALTER TABLE public.things ADD CONSTRAINT things_kind_fkey FOREIGN KEY (kind) REFERENCES public.kinds (kind);

CREATE RULE kept AS ON DELETE TO public.things
   WHERE (old.kind = 'a'::public.kind) DO INSTEAD NOTHING;
