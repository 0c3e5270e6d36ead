INSERT INTO events VALUES (1, '2024-05-05', 'x', 1), (2, '2025-05-05', 'y', 2);
