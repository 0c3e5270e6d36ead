CREATE TABLE t (a integer DEFAULT 3, b boolean DEFAULT true, c boolean, d date, e uuid, f integer[]);
