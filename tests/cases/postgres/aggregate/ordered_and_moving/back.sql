-- hazard: application-break: aggregate public.my_sum(integer) is gone: programs that use it fail
DROP AGGREGATE public.my_sum(integer);

-- hazard: application-break: aggregate public.my_rank("any") is gone: programs that use it fail
DROP AGGREGATE public.my_rank("any");

-- hazard: application-break: aggregate public.my_percentile(double precision, anyelement) is gone: programs that use it fail
DROP AGGREGATE public.my_percentile(double precision, anyelement);

-- hazard: application-break: aggregate public.my_max(integer) is gone: programs that use it fail
DROP AGGREGATE public.my_max(integer);
