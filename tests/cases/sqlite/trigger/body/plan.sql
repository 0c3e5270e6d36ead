DROP TRIGGER g;

CREATE TRIGGER g
AFTER UPDATE OF name ON players
WHEN new.name <> old.name
BEGIN
  INSERT INTO log (what) VALUES (CASE WHEN new.id > 5 THEN 'late' ELSE 'early' END);
  DELETE FROM log WHERE what = '';
END;
