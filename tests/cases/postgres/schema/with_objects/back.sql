-- hazard: application-break: view billing.big is gone: programs that use it fail
DROP VIEW billing.big;

-- hazard: data-loss: table billing.invoices is dropped with its rows
-- hazard: application-break: programs that use table billing.invoices fail
DROP TABLE billing.invoices;

-- hazard: application-break: programs that use sequence billing.numbers fail
DROP SEQUENCE billing.numbers;

-- hazard: application-break: programs that use schema billing fail
DROP SCHEMA billing;
