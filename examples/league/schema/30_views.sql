CREATE VIEW results AS
SELECT m.id, m.played_on, h.name AS home, g.name AS guest, m.home_goals, m.guest_goals, m.attendance
FROM matches m
JOIN teams h ON h.id = m.home_id
JOIN teams g ON g.id = m.guest_id
WHERE m.state = 'played';

CREATE VIEW standings AS
SELECT t.id AS team_id, t.name AS team, count(m.id) AS played,
       coalesce(sum(CASE WHEN m.home_id = t.id AND m.home_goals > m.guest_goals THEN 3
                         WHEN m.guest_id = t.id AND m.guest_goals > m.home_goals THEN 3
                         WHEN m.home_goals = m.guest_goals THEN 1
                         ELSE 0 END), 0) AS points
FROM teams t
LEFT JOIN matches m ON m.state = 'played' AND t.id IN (m.home_id, m.guest_id)
GROUP BY t.id, t.name;

CREATE VIEW scorers AS
SELECT p.id AS player_id, p.name AS player, count(*) AS goals
FROM goals g
JOIN players p ON p.id = g.player_id
GROUP BY p.id, p.name;
