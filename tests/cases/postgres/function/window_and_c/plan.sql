CREATE FUNCTION public.my_like(text, text)
RETURNS boolean
LANGUAGE internal
IMMUTABLE
STRICT
SUPPORT textlike_support
AS $$textlike$$;

CREATE OR REPLACE FUNCTION public.my_rank()
RETURNS bigint
LANGUAGE internal
WINDOW
IMMUTABLE
AS $$window_dense_rank$$;

CREATE OR REPLACE FUNCTION public.my_upper(text)
RETURNS text
LANGUAGE internal
IMMUTABLE
STRICT
COST 3
AS $$lower$$;
