CREATE TABLE kept (a integer);
CREATE SCHEMA billing;
CREATE SEQUENCE billing.numbers;
CREATE TABLE billing.invoices (
    id integer PRIMARY KEY DEFAULT nextval('billing.numbers'),
    amount numeric(10,2) NOT NULL
);
CREATE INDEX invoices_amount ON billing.invoices (amount);
CREATE VIEW billing.big AS SELECT * FROM billing.invoices WHERE amount > 1000;
