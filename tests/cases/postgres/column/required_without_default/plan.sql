-- hazard: may-fail: column public.t.name is NOT NULL without a default: this fails if the table has rows
ALTER TABLE public.t ADD COLUMN name text NOT NULL;
