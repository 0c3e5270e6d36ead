ALTER SEQUENCE public.free OWNED BY NONE;

ALTER SEQUENCE public.moved OWNED BY public.t.id;

ALTER SEQUENCE public.owned OWNED BY public.t.id;
