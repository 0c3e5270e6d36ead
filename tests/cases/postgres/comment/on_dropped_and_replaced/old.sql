CREATE TABLE a (id integer, old_column integer);
CREATE TABLE b (id integer);
CREATE INDEX b_id ON b (id);
COMMENT ON COLUMN a.old_column IS 'Goes with the column';
COMMENT ON TABLE b IS 'Goes with the table';
COMMENT ON INDEX b_id IS 'Goes with the index';
CREATE INDEX a_id ON a (id);
COMMENT ON INDEX a_id IS 'Stays when the index is made anew';
