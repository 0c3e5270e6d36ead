INSERT INTO players (id, Name) VALUES (1, 'Ann'), (5, 'Bo'), (9, 'Cy');
