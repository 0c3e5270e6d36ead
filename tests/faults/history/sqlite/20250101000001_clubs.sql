-- syncline: revision 20250101000001
-- syncline: message Clubs

-- syncline: up

CREATE TABLE clubs (id integer PRIMARY KEY, name text NOT NULL, founded text);
INSERT INTO clubs VALUES (1, 'Rovers', '1883-05-01'), (2, 'Wanderers', '1877-02-03'), (3, 'Albion', NULL);
