CREATE TABLE animals (id integer);
CREATE TABLE wolves (id integer);
CREATE TABLE dogs (id integer, breed text) INHERITS (animals);
