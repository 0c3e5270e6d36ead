CREATE SEQUENCE numbers;
CREATE TABLE a (id bigint PRIMARY KEY);
CREATE TABLE b (id bigint DEFAULT nextval('numbers') PRIMARY KEY);
