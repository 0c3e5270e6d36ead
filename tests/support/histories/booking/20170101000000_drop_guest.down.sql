ALTER TABLE bookings ADD COLUMN guest varchar;
