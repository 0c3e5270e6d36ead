-- hazard: application-break: schema billing is gone: programs that use it fail
DROP SCHEMA billing;

-- hazard: application-break: schema "Odd Name" is gone: programs that use it fail
DROP SCHEMA "Odd Name";
