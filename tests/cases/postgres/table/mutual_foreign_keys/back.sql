ALTER TABLE public.teams DROP CONSTRAINT teams_captain_fkey;

ALTER TABLE public.players DROP CONSTRAINT players_team_fkey;

-- hazard: data-loss: table public.teams is dropped with its rows
-- hazard: application-break: table public.teams is gone: programs that use it fail
DROP TABLE public.teams;

-- hazard: data-loss: table public.players is dropped with its rows
-- hazard: application-break: table public.players is gone: programs that use it fail
DROP TABLE public.players;
