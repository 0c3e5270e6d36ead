INSERT INTO clubs (id, name) VALUES (1, 'Reds'), (2, 'Blues');
