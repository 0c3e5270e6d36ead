INSERT INTO clubs (name) VALUES ('a'), ('b'); INSERT INTO players (club) VALUES (1), (2);
