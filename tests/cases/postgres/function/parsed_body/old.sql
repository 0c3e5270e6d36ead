CREATE TABLE items (id integer PRIMARY KEY, price integer);
CREATE FUNCTION total() RETURNS bigint LANGUAGE sql RETURN (SELECT sum(price) FROM items);
CREATE FUNCTION clear() RETURNS void LANGUAGE sql BEGIN ATOMIC DELETE FROM items; END;
