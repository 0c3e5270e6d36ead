CREATE VIEW public.counted AS
WITH RECURSIVE counted(n) AS (
         SELECT 1 AS "?column?"
        UNION ALL
         SELECT (counted_1.n + 1)
           FROM counted counted_1
          WHERE (counted_1.n < 9)
        )
 SELECT n
   FROM counted;

CREATE VIEW public.grouped AS
SELECT name,
    count(*) FILTER (WHERE (n > (0)::numeric)) AS count,
    string_agg(name, ','::text ORDER BY id) AS names
   FROM public.t
  GROUP BY GROUPING SETS ((name), ())
 HAVING (count(*) > 1);

CREATE VIEW public.inner_queries AS
SELECT id,
    ( SELECT count(*) AS count
           FROM public.u
          WHERE (u.t_id = t.id)) AS count
   FROM public.t
  WHERE ((EXISTS ( SELECT
           FROM public.u
          WHERE (u.id = t.id))) AND (name = ANY (tags)) AND (id IN ( SELECT u.t_id
           FROM public.u)));

CREATE OR REPLACE VIEW public.joined AS
SELECT t.id,
    u.name
   FROM (public.t
     LEFT JOIN public.u ON ((u.t_id = t.id)));

CREATE VIEW public.lateral_one AS
SELECT t.id,
    x.name
   FROM public.t,
    LATERAL ( SELECT u.name
           FROM public.u
          WHERE (u.t_id = t.id)
         LIMIT 1) x;

CREATE VIEW public.listed AS
SELECT id,
    name
   FROM ( VALUES (1,'a'::text), (2,'b'::text)) v(id, name);

CREATE VIEW public.sets AS
(
         SELECT t.id
           FROM public.t
        UNION
         SELECT u.id
           FROM public.u
) EXCEPT
( SELECT 1 AS id
  ORDER BY 1::integer
 LIMIT 1);

CREATE OR REPLACE VIEW public.sorted AS
SELECT id AS name,
    name AS id
   FROM public.t
  ORDER BY t.name DESC;

CREATE VIEW public.unnested AS
SELECT t.id,
    x.tag,
    x."position"
   FROM public.t,
    LATERAL unnest(t.tags) WITH ORDINALITY x(tag, "position");

CREATE VIEW public.whole AS
SELECT t.*::public.t AS "row",
    tags[1] AS first
   FROM public.t;

CREATE VIEW public.windows AS
SELECT id,
    rank() OVER (PARTITION BY name ORDER BY at) AS rank,
    sum(n) OVER w AS sum
   FROM public.t
  WINDOW w AS (ORDER BY id ROWS 2 PRECEDING);

CREATE VIEW public.with_cte AS
WITH a AS MATERIALIZED (
         SELECT t.id
           FROM public.t
        )
 SELECT id,
        CASE
            WHEN (id > 1) THEN 'x'::text
            ELSE NULL::text
        END AS c
   FROM a;

CREATE VIEW public.zoned AS
SELECT (at AT TIME ZONE 'UTC'::text) AS at,
    TRIM(BOTH FROM name) AS name,
    OVERLAY(name PLACING 'x'::text FROM 1) AS o
   FROM public.t;
