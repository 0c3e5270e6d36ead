ALTER SEQUENCE public.owned OWNED BY NONE;

ALTER SEQUENCE public.free OWNED BY public.t.id;

ALTER SEQUENCE public.moved OWNED BY public.t.other;
