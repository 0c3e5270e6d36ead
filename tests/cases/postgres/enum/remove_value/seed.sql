INSERT INTO people VALUES (1, 'ok', '{sad,ok}'), (2, 'ok', NULL);
