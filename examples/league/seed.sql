-- Rows for a new league. Fixed, so that counts can be compared.
INSERT INTO users (id, email, display_name, created_at) VALUES
  (1, 'ada@example.org', 'Ada', '2024-01-05 10:00:00'),
  (2, 'ben@example.org', 'Ben', '2024-01-06 11:30:00'),
  (3, 'cleo@example.org', 'Cleo', '2024-02-01 09:15:00'),
  (4, 'dan@example.org', 'Dan', '2024-02-14 18:45:00');

INSERT INTO clubs (id, name, city, founded) VALUES
  (1, 'Harbour', 'Hamburg', 1911), (2, 'Hill', 'Kassel', 1899), (3, 'River', 'Köln', NULL);

INSERT INTO club_members (club_id, user_id, role) VALUES
  (1, 1, 'president'), (1, 2, 'member'), (2, 3, 'coach'), (3, 4, 'member');

INSERT INTO teams (id, club_id, name, division) VALUES
  (1, 1, 'Harbour I', 1), (2, 2, 'Hill I', 1), (3, 3, 'River I', 1), (4, 1, 'Harbour II', 2);

INSERT INTO players (id, team_id, user_id, name, shirt) VALUES
  (1, 1, 1, 'Ada', 9), (2, 1, 2, 'Ben', 4), (3, 2, 3, 'Cleo', 10),
  (4, 2, NULL, 'Eve', 1), (5, 3, 4, 'Dan', 7), (6, 3, NULL, 'Finn', NULL);

INSERT INTO matches (id, home_id, guest_id, played_on, state, attendance) VALUES
  (1, 1, 2, '2024-03-02', 'played', '1250'),
  (2, 2, 3, '2024-03-09', 'played', '830'),
  (3, 3, 1, '2024-03-16', 'played', NULL),
  (4, 1, 3, '2024-04-06', 'planned', NULL);

INSERT INTO goals (match_id, player_id, minute) VALUES
  (1, 1, 12), (1, 3, 40), (1, 1, 77), (2, 5, 5), (2, 3, 61), (3, 2, 33);
