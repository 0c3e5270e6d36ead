INSERT INTO clubs (id, name) VALUES (1, 'Reds'), (2, 'Blues');
INSERT INTO players (id, name) VALUES (1, 'Ann'), (5, 'Bo'), (9, 'Cy');
