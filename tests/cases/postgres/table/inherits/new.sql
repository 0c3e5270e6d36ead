CREATE TABLE other (a integer);
CREATE TABLE animals (id integer PRIMARY KEY, name text DEFAULT 'x' NOT NULL, CHECK (id > 0), legs integer);
CREATE TABLE dogs (breed text) INHERITS (animals);
ALTER TABLE ONLY dogs ALTER name SET DEFAULT 'Rex';
ALTER TABLE ONLY dogs ALTER legs SET NOT NULL;
CREATE TABLE marked (mark text);
CREATE TABLE odd_dogs (CHECK (breed <> '')) INHERITS (dogs, marked);
CREATE INDEX odd_dogs_name ON odd_dogs (name);
