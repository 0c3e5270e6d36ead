-- syncline: revision 20250101000008
-- syncline: parent 20250101000007
-- syncline: message Another index

-- syncline: up outside transaction

DROP INDEX players_rank;
CREATE INDEX players_rank_club ON players (rank, club);
REINDEX players_rank_club;
