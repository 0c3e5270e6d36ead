CREATE TABLE public.players (
    id integer NOT NULL,
    team integer,
    CONSTRAINT players_pkey PRIMARY KEY (id)
);

CREATE TABLE public.teams (
    id integer NOT NULL,
    captain integer,
    CONSTRAINT teams_pkey PRIMARY KEY (id)
);

ALTER TABLE public.players ADD CONSTRAINT players_team_fkey FOREIGN KEY (team) REFERENCES public.teams (id);

ALTER TABLE public.teams ADD CONSTRAINT teams_captain_fkey FOREIGN KEY (captain) REFERENCES public.players (id);
