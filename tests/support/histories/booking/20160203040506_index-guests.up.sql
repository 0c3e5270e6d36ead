-- Found to be slow.
ALTER TABLE bookings ADD COLUMN nights integer NOT NULL DEFAULT 1;

-- Not to block anybody.
CREATE INDEX CONCURRENTLY IF NOT EXISTS bookings_guest ON bookings (guest);
INSERT INTO rooms (name) VALUES ('Blue');
