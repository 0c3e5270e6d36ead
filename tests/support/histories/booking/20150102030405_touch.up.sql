CREATE OR REPLACE FUNCTION touch() RETURNS trigger AS $$
BEGIN
    NEW.created_at := now();  -- a body with semicolons; and a word: COMMIT
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;
CREATE TRIGGER touch BEFORE UPDATE ON bookings FOR EACH ROW EXECUTE PROCEDURE touch()
