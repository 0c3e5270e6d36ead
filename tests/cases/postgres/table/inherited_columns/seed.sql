INSERT INTO animals VALUES (1, 2, 'a');
INSERT INTO dogs VALUES (2, 4, 'b', 'c');
INSERT INTO puppies VALUES (3, 4, 'd', 'e');
