CREATE TABLE items (id integer PRIMARY KEY, price integer, tax integer);
CREATE FUNCTION total() RETURNS bigint LANGUAGE sql RETURN (SELECT sum(price + tax) FROM items);
CREATE FUNCTION clear() RETURNS void LANGUAGE sql BEGIN ATOMIC DELETE FROM items; SELECT total(); END;
