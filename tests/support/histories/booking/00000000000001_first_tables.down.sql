DROP TABLE bookings, rooms;
