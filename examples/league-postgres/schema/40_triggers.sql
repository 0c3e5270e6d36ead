CREATE FUNCTION touch_updated_at() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.updated_at := now();
  RETURN NEW;
END
$$;

CREATE TRIGGER users_touched BEFORE UPDATE ON users
  FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

-- The score is what the goals say.
CREATE FUNCTION count_goal() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  scorer_team integer;
BEGIN
  SELECT team_id INTO STRICT scorer_team FROM players WHERE id = NEW.player_id;
  UPDATE matches
  SET home_goals = home_goals + (scorer_team = home_id)::integer,
      guest_goals = guest_goals + (scorer_team = guest_id)::integer
  WHERE id = NEW.match_id;
  RETURN NEW;
END
$$;

CREATE TRIGGER goals_counted AFTER INSERT ON goals
  FOR EACH ROW EXECUTE FUNCTION count_goal();
