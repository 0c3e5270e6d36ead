INSERT INTO things VALUES (1, 'a', 'a'), (2, 'b', NULL);
