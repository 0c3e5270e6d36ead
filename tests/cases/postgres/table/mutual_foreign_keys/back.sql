ALTER TABLE public.teams DROP CONSTRAINT teams_captain_fkey;

ALTER TABLE public.players DROP CONSTRAINT players_team_fkey;

-- hazard: data-loss: table public.teams is dropped with its rows
-- hazard: application-break: programs that use table public.teams fail
DROP TABLE public.teams;

-- hazard: data-loss: table public.players is dropped with its rows
-- hazard: application-break: programs that use table public.players fail
DROP TABLE public.players;
