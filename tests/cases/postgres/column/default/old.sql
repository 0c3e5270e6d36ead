CREATE TABLE t (a integer DEFAULT 1, b text, c text DEFAULT 'x', d date DEFAULT '2020-01-01');
