-- syncline: revision 20250101000008
-- syncline: parent 20250101000007
-- syncline: message Another index

-- syncline: up outside transaction

DROP INDEX CONCURRENTLY players_rank;
CREATE INDEX CONCURRENTLY players_rank_club ON players (rank, club);
REINDEX INDEX CONCURRENTLY players_rank_club;
