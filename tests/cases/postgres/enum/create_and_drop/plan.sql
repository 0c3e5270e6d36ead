-- hazard: application-break: enum public.old_kind is gone: programs that use it fail
DROP TYPE public.old_kind;

CREATE SCHEMA lists;

CREATE TYPE lists.empty AS ENUM (
    
);

CREATE TYPE lists.kind AS ENUM (
    'a',
    'b'
);

ALTER TABLE public.things ADD COLUMN listed lists.kind DEFAULT 'b'::lists.kind;
