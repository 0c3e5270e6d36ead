CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public;

CREATE TABLE public.tags (
    name public.citext NOT NULL,
    CONSTRAINT tags_pkey PRIMARY KEY (name)
);
