CREATE TABLE public.animals (
    id integer NOT NULL,
    name text DEFAULT 'x'::text NOT NULL,
    legs integer,
    CONSTRAINT animals_id_check CHECK ((id > 0)),
    CONSTRAINT animals_pkey PRIMARY KEY (id)
);

CREATE TABLE public.dogs (
    breed text
)
INHERITS (public.animals);

ALTER TABLE ONLY public.dogs ALTER COLUMN name SET DEFAULT 'Rex'::text;

ALTER TABLE ONLY public.dogs ALTER COLUMN legs SET NOT NULL;

CREATE TABLE public.marked (
    mark text
);

CREATE TABLE public.odd_dogs (
    CONSTRAINT odd_dogs_breed_check CHECK ((breed <> ''::text))
)
INHERITS (public.dogs, public.marked);

CREATE INDEX odd_dogs_name ON public.odd_dogs (name);
