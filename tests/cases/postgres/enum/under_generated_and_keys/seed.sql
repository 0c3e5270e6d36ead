INSERT INTO kinds VALUES ('a', 'A'), ('b', 'B'); INSERT INTO things VALUES (1, 'a'), (2, 'b');
