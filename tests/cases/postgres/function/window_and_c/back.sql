-- hazard: application-break: function public.my_like(text, text) is gone: programs that use it fail
DROP FUNCTION public.my_like(text, text);

CREATE OR REPLACE FUNCTION public.my_rank()
RETURNS bigint
LANGUAGE internal
WINDOW
IMMUTABLE
AS $$window_rank$$;

CREATE OR REPLACE FUNCTION public.my_upper(text)
RETURNS text
LANGUAGE internal
IMMUTABLE
STRICT
AS $$upper$$;
