-- hazard: data-loss: column public.things.listed is dropped with its values
-- hazard: application-break: column public.things.listed is gone: programs that use it fail
ALTER TABLE public.things DROP COLUMN listed;

-- hazard: application-break: enum lists.kind is gone: programs that use it fail
DROP TYPE lists.kind;

-- hazard: application-break: enum lists.empty is gone: programs that use it fail
DROP TYPE lists.empty;

-- hazard: application-break: schema lists is gone: programs that use it fail
DROP SCHEMA lists;

CREATE TYPE public.old_kind AS ENUM (
    'a'
);
