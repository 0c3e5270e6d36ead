CREATE TABLE t (id integer PRIMARY KEY, name text, at timestamp, tags text[], n numeric);
CREATE TABLE u (id integer PRIMARY KEY, t_id integer REFERENCES t, name text);
CREATE VIEW joined AS SELECT t.id, u.name FROM t LEFT JOIN u ON u.t_id = t.id;
CREATE VIEW sorted AS SELECT id AS name, name AS id FROM t ORDER BY t.name DESC, id;
CREATE RECURSIVE VIEW counted (n) AS SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 9;
CREATE VIEW windows AS SELECT id, rank() OVER (PARTITION BY name ORDER BY at) AS rank,
    sum(n) OVER w AS sum FROM t WINDOW w AS (ORDER BY id ROWS 2 PRECEDING);
CREATE VIEW inner_queries AS SELECT id, (SELECT count(*) FROM u WHERE u.t_id = t.id) AS count
    FROM t WHERE EXISTS (SELECT FROM u WHERE u.id = t.id) AND name = ANY (tags) AND id IN (SELECT t_id FROM u);
CREATE VIEW sets AS SELECT id FROM t UNION SELECT id FROM u EXCEPT (SELECT 1 ORDER BY 1 LIMIT 1);
CREATE VIEW lateral_one AS SELECT t.id, x.name FROM t, LATERAL (SELECT name FROM u WHERE t_id = t.id LIMIT 1) x;
CREATE VIEW unnested AS SELECT t.id, tag, position FROM t, unnest(tags) WITH ORDINALITY AS x (tag, position);
CREATE VIEW zoned AS SELECT at AT TIME ZONE 'UTC' AS at, trim(name) AS name, overlay(name PLACING 'x' FROM 1) AS o FROM t;
CREATE VIEW whole AS SELECT t AS row, t.tags[1] AS first FROM t;
CREATE VIEW listed AS SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v (id, name);
CREATE VIEW grouped AS SELECT name, count(*) FILTER (WHERE n > 0) AS count, string_agg(name, ',' ORDER BY id) AS names
    FROM t GROUP BY GROUPING SETS ((name), ()) HAVING count(*) > 1;
CREATE VIEW with_cte AS WITH a AS MATERIALIZED (SELECT id FROM t) SELECT a.id, CASE WHEN id > 1 THEN 'x' ELSE NULL END AS c FROM a;
