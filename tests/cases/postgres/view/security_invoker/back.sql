ALTER VIEW public.ids RESET (security_invoker);
