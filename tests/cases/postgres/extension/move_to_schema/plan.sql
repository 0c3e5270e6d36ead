DROP INDEX public.songs_title;

-- hazard: application-break: extension pg_trgm moves to schema extensions: programs that do not have it in their search_path fail
ALTER EXTENSION pg_trgm SET SCHEMA extensions;

-- hazard: blocks-writes: writers of table public.songs wait while index public.songs_title is made
CREATE INDEX songs_title ON public.songs USING gin (title extensions.gin_trgm_ops);
