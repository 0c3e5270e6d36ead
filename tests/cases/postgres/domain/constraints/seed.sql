INSERT INTO scores VALUES (1, 2), (2, 4);
