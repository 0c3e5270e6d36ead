CREATE TABLE animals (id integer, CHECK (id > 0));
CREATE TABLE dogs (id integer, breed text) INHERITS (animals);
