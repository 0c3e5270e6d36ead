-- hazard: application-break: view public.all_of_it is gone: programs that use it fail
DROP VIEW public.all_of_it;

-- hazard: application-break: function public.a_first() is gone: programs that use it fail
DROP FUNCTION public.a_first();

-- hazard: data-loss: table public.z_table is dropped with its rows
-- hazard: application-break: table public.z_table is gone: programs that use it fail
DROP TABLE public.z_table;

-- hazard: application-break: function public.make_code() is gone: programs that use it fail
DROP FUNCTION public.make_code();
