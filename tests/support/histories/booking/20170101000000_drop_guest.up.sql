ALTER TABLE bookings DROP COLUMN guest;
