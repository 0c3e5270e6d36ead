CREATE TYPE point2 AS (x integer, y integer);
CREATE TYPE line2 AS (start point2, stop point2);
CREATE TYPE kind AS ENUM ('a', 'b', 'c');
CREATE TYPE tagged AS (kind kind, kinds kind[]);
