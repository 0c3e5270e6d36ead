INSERT INTO tasks VALUES (1, 'done'), (2, 'new');
