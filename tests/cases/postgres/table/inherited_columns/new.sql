CREATE TABLE animals (id bigint NOT NULL, legs smallint DEFAULT 4, name varchar(20) DEFAULT 'x' NOT NULL);
CREATE TABLE dogs (breed text) INHERITS (animals);
ALTER TABLE ONLY dogs ALTER legs SET DEFAULT 3;
CREATE TABLE puppies () INHERITS (dogs);
CREATE VIEW all_puppies AS SELECT id, legs FROM puppies;
CREATE INDEX dogs_legs ON dogs (legs);
ALTER TABLE animals ADD CHECK (legs >= 0);
