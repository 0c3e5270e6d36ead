-- hazard: application-break: sequence public.small is gone: programs that use it fail
DROP SEQUENCE public.small;

-- hazard: application-break: sequence public.plain is gone: programs that use it fail
DROP SEQUENCE public.plain;

-- hazard: application-break: sequence public.down is gone: programs that use it fail
DROP SEQUENCE public.down;

-- hazard: application-break: sequence public."Down Bound" is gone: programs that use it fail
DROP SEQUENCE public."Down Bound";
