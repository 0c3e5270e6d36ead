DROP INDEX players_name;
