CREATE TABLE t (
    id integer PRIMARY KEY,
    name text,
    "Odd ""Name" varchar(20) DEFAULT 'it''s',
    made timestamptz DEFAULT now() NOT NULL,
    token double precision DEFAULT random(),
    tags text[] DEFAULT ARRAY['a', 'b'] NOT NULL
);
