INSERT INTO works VALUES (1, '(3,9)'), (2, '(,5)');
