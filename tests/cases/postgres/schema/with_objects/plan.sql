CREATE SCHEMA billing;

CREATE SEQUENCE billing.numbers;

CREATE TABLE billing.invoices (
    id integer DEFAULT nextval('billing.numbers'::regclass) NOT NULL,
    amount numeric(10,2) NOT NULL,
    CONSTRAINT invoices_pkey PRIMARY KEY (id)
);

CREATE INDEX invoices_amount ON billing.invoices (amount);

CREATE VIEW billing.big AS
SELECT id,
    amount
   FROM billing.invoices
  WHERE (amount > (1000)::numeric);
