INSERT INTO clubs (id, name) VALUES (1, 'Reds'), (2, 'Blues');
INSERT INTO players VALUES (1, 'Ann', 1), (2, 'Bo', 2), (3, 'Cy', NULL);
