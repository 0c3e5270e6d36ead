CREATE TABLE public.b (
    id bigint DEFAULT nextval('public.numbers'::regclass) NOT NULL,
    CONSTRAINT b_pkey PRIMARY KEY (id)
);

ALTER TABLE public.a ALTER COLUMN id DROP DEFAULT;
