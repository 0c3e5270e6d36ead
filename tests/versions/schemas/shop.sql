-- A shop: what usual schemas hold, in the forms whose printed text differs between server versions.
CREATE TYPE order_state AS ENUM ('new', 'paid', 'sent');
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
CREATE TABLE customers (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    mail email NOT NULL UNIQUE,
    name varchar(80) NOT NULL DEFAULT 'nobody',
    born date CHECK (born > '1900-01-01'),
    tags text[] NOT NULL DEFAULT '{}'
);
CREATE TABLE orders (
    id serial PRIMARY KEY,
    customer_id bigint NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    state order_state NOT NULL DEFAULT 'new',
    placed timestamptz NOT NULL DEFAULT now(),
    cents integer NOT NULL CHECK (cents >= 0),
    gross numeric(12, 2) GENERATED ALWAYS AS (cents / 100.0) STORED
) ;
CREATE INDEX orders_open ON orders (customer_id, placed DESC) WHERE state <> 'sent';
CREATE INDEX customers_lower ON customers (lower(name), (name || mail));
CREATE VIEW open_orders AS SELECT id, customer_id, placed FROM orders WHERE state = 'new';
CREATE VIEW renamed AS SELECT o.id AS number, o.cents * 2 AS twice FROM orders o WHERE o.cents > 5 ORDER BY o.id;
CREATE VIEW totals AS
    SELECT c.name, count(*) AS orders, sum(o.cents) FILTER (WHERE o.state = 'paid') AS paid
    FROM customers c LEFT JOIN orders o ON o.customer_id = c.id
    GROUP BY c.name HAVING count(*) > 0;
CREATE VIEW ranked AS
    SELECT id, rank() OVER (PARTITION BY customer_id ORDER BY cents DESC) AS place FROM orders;
CREATE VIEW last_order AS
    WITH newest AS (SELECT customer_id, max(placed) AS placed FROM orders GROUP BY customer_id)
    SELECT customer_id, placed FROM newest;
CREATE VIEW both_sorts AS
    SELECT id::bigint AS id, 'order' AS sort FROM orders UNION ALL SELECT id, 'customer' FROM customers;
CREATE VIEW with_orders AS
    SELECT id, name FROM customers WHERE EXISTS (SELECT 1 FROM orders WHERE orders.customer_id = customers.id)
        AND id IN (SELECT customer_id FROM orders);
CREATE VIEW states AS
    SELECT id, CASE state WHEN 'new' THEN 1 ELSE 2 END AS code, coalesce(cents, 0) AS cents,
        ARRAY[id, cents] AS pair, (placed::date - DATE '2000-01-01') AS days FROM orders;
CREATE MATERIALIZED VIEW per_day AS SELECT placed::date AS day, sum(cents) AS cents FROM orders GROUP BY 1;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.placed := now(); RETURN NEW; END $$;
CREATE TRIGGER touch BEFORE UPDATE OF cents ON orders FOR EACH ROW WHEN (OLD.cents IS DISTINCT FROM NEW.cents)
    EXECUTE FUNCTION touch();
CREATE RULE keep AS ON DELETE TO customers DO INSTEAD NOTHING;
CREATE TABLE measures (at date NOT NULL, value double precision) PARTITION BY RANGE (at);
CREATE TABLE measures_2024 PARTITION OF measures FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE INDEX ON measures (at);
COMMENT ON TABLE orders IS 'What was ordered';
COMMENT ON COLUMN orders.cents IS 'Price, in cents';
