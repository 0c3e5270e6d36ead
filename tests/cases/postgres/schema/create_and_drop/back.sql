-- hazard: application-break: programs that use schema billing fail
DROP SCHEMA billing;

-- hazard: application-break: programs that use schema "Odd Name" fail
DROP SCHEMA "Odd Name";
