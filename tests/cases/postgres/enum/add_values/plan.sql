ALTER TYPE public.mood ADD VALUE 'terrible' BEFORE 'sad';

ALTER TYPE public.mood ADD VALUE 'so-so' AFTER 'sad';

ALTER TYPE public.mood ADD VALUE 'it''s great';
