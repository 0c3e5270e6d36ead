CREATE TYPE point2 AS (y integer, x integer);
CREATE TYPE line2 AS (start point2, stop point2);
CREATE TYPE kind AS ENUM ('a', 'b');
CREATE TYPE tagged AS (kind kind, kinds kind[]);
