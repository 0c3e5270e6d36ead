INSERT INTO people VALUES (1, 'ok', 'ok'), (2, NULL, NULL);
