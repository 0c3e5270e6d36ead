ALTER VIEW public.ids SET (security_invoker='true');
