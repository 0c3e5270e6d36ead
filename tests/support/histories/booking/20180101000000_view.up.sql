CREATE VIEW long_bookings AS SELECT * FROM bookings WHERE nights > 7;
