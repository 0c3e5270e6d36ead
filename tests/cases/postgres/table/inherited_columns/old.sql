CREATE TABLE animals (id integer, legs integer, old text);
CREATE TABLE dogs (breed text) INHERITS (animals);
CREATE TABLE puppies () INHERITS (dogs);
CREATE VIEW all_puppies AS SELECT id, legs FROM puppies;
CREATE INDEX dogs_legs ON dogs (legs);
