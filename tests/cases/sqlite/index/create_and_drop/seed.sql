INSERT INTO players (id, name) VALUES (1, 'Ann'), (5, 'Bo'), (9, 'Cy');
