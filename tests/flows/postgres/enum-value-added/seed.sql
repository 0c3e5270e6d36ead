INSERT INTO clubs VALUES (1, 'North', 'Oslo');
INSERT INTO players VALUES (1, 1, 'Ada', 'keeper', 3), (2, 1, 'Bo', 'back', 0);
