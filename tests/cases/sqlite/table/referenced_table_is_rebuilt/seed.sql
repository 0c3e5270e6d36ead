INSERT INTO clubs (id, name) VALUES (1, 'Reds'), (2, 'Blues');
INSERT INTO players VALUES (1, 1), (2, 2);
