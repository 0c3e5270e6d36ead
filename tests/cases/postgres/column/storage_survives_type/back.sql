-- hazard: data-narrowing: column public.t.a turns from text into character varying(10): values may lose something
-- hazard: may-fail: column public.t.a turns from text into character varying(10): a value may not fit
-- hazard: table-rewrite: column public.t.a turns from text into character varying(10): every row is written anew
-- hazard: blocks-reads: column public.t.a turns from text into character varying(10): readers wait until it is done
ALTER TABLE public.t ALTER COLUMN a TYPE character varying(10);

ALTER TABLE public.t ALTER COLUMN a SET STORAGE external;
