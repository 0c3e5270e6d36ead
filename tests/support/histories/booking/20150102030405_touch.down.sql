DROP TRIGGER touch ON bookings;
DROP FUNCTION touch();
