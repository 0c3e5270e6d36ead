CREATE DOMAIN public.email AS character varying(200) COLLATE "C" DEFAULT 'none@example.org'::character varying NOT NULL
    CONSTRAINT has_at CHECK (((VALUE)::text ~ '@'::text))
    CONSTRAINT short CHECK ((length((VALUE)::text) < 100));

ALTER TABLE public.users ADD COLUMN email public.email;
