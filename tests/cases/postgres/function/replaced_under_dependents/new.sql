CREATE FUNCTION rate(sum integer, percent integer) RETURNS integer LANGUAGE sql IMMUTABLE
    AS 'SELECT sum * percent / 100';
COMMENT ON FUNCTION rate(integer, integer) IS 'The tax';
CREATE TABLE bills (id integer PRIMARY KEY, amount integer DEFAULT rate(100, 5),
    CONSTRAINT positive CHECK (rate(amount, 100) > 0));
CREATE INDEX bills_rate ON bills (rate(amount, 7));
CREATE VIEW taxes AS SELECT id, rate(amount, 19) AS tax FROM bills;
CREATE VIEW all_taxes AS SELECT sum(tax) AS sum FROM taxes;
