DROP INDEX CONCURRENTLY bookings_guest;
ALTER TABLE bookings DROP COLUMN nights;
DELETE FROM rooms WHERE name = 'Blue';
