DROP VIEW long_bookings;
