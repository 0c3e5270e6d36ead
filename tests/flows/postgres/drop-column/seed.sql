INSERT INTO clubs VALUES (1, 'North', 'Oslo'), (2, 'South', NULL), (3, 'East', 'Riga');
INSERT INTO players VALUES (1, 1, 'Ada', 3), (2, 1, 'Bo', 0), (3, 2, 'Cy', 12);
