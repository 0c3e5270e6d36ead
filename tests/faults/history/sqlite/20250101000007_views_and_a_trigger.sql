-- syncline: revision 20250101000007
-- syncline: parent 20250101000006
-- syncline: message Views and a trigger

-- syncline: up

CREATE VIEW old_clubs AS SELECT id, name FROM clubs WHERE founded < '1880-01-01';
CREATE TABLE changes (what text NOT NULL);
CREATE TRIGGER clubs_noted AFTER UPDATE ON clubs FOR EACH ROW BEGIN
  INSERT INTO changes VALUES ('club ' || NEW.id || '; was ' || OLD.name);
END;
UPDATE clubs SET name = upper(name);
