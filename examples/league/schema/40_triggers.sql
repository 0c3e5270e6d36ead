-- The score is what the goals say.
CREATE TRIGGER goals_counted AFTER INSERT ON goals
BEGIN
  UPDATE matches
  SET home_goals = home_goals + (SELECT p.team_id = matches.home_id FROM players p WHERE p.id = NEW.player_id),
      guest_goals = guest_goals + (SELECT p.team_id = matches.guest_id FROM players p WHERE p.id = NEW.player_id)
  WHERE id = NEW.match_id;
END;

CREATE TRIGGER matches_not_moved BEFORE UPDATE OF played_on ON matches
WHEN OLD.state = 'played'
BEGIN
  SELECT raise(ABORT, 'a match that was played cannot be moved');
END;
