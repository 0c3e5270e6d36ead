-- Rooms and who takes them.
CREATE TABLE rooms (
    id serial PRIMARY KEY,
    name text NOT NULL
);

CREATE TABLE bookings (
    id serial PRIMARY KEY,
    room_id integer NOT NULL REFERENCES rooms (id),
    guest text,
    created_at timestamp NOT NULL DEFAULT now()
);
