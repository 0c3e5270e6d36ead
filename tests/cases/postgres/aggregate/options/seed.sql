INSERT INTO words VALUES ('a'), ('b');
