-- hazard: application-break: programs that use sequence public.small fail
DROP SEQUENCE public.small;

-- hazard: application-break: programs that use sequence public.plain fail
DROP SEQUENCE public.plain;

-- hazard: application-break: programs that use sequence public.down fail
DROP SEQUENCE public.down;

-- hazard: application-break: programs that use sequence public."Down Bound" fail
DROP SEQUENCE public."Down Bound";
