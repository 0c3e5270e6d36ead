CREATE TABLE animals (id integer, CHECK (id > 0));
CREATE TABLE dogs (id integer, breed text, CONSTRAINT animals_id_check CHECK (id > 0));
