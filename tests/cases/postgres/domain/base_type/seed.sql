INSERT INTO scores VALUES (1, 2, '{1,2}'), (2, 4, NULL);
