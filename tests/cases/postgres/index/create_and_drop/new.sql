CREATE TABLE t (a integer, b text, "C d" integer);
CREATE INDEX t_a ON t (a);
CREATE UNIQUE INDEX t_ab ON t (a, b);
CREATE INDEX "Odd" ON t ("C d" DESC, a);
CREATE INDEX t_hash ON t USING hash (b);
