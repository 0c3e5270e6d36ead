BEGIN;
CREATE UNIQUE INDEX rooms_name ON rooms (name);
COMMIT;
