ALTER TABLE public.a OF public.person;

CREATE TABLE public.b OF public.person (
    name WITH OPTIONS DEFAULT 'x'::text NOT NULL,
    CONSTRAINT b_age_check CHECK ((age > 0)),
    CONSTRAINT b_pkey PRIMARY KEY (name)
);

CREATE TABLE public.c OF public.person;
