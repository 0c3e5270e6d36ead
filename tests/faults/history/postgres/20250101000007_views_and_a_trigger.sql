-- syncline: revision 20250101000007
-- syncline: parent 20250101000006
-- syncline: message Views and a trigger

-- syncline: up

CREATE VIEW old_clubs AS SELECT id, name FROM clubs WHERE founded < '1880-01-01';
CREATE TABLE changes (what text NOT NULL);
CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $body$
BEGIN
  INSERT INTO changes VALUES (format('club %s; was %s', NEW.id, OLD.name));
  RETURN NEW;
END
$body$;
CREATE TRIGGER clubs_noted AFTER UPDATE ON clubs FOR EACH ROW EXECUTE FUNCTION note_change();
UPDATE clubs SET name = upper(name);
