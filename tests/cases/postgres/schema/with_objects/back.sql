-- hazard: application-break: view billing.big is gone: programs that use it fail
DROP VIEW billing.big;

-- hazard: data-loss: table billing.invoices is dropped with its rows
-- hazard: application-break: table billing.invoices is gone: programs that use it fail
DROP TABLE billing.invoices;

-- hazard: application-break: sequence billing.numbers is gone: programs that use it fail
DROP SEQUENCE billing.numbers;

-- hazard: application-break: schema billing is gone: programs that use it fail
DROP SCHEMA billing;
