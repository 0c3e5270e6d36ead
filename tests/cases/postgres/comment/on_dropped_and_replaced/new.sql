CREATE TABLE a (id integer, new_column integer);
COMMENT ON COLUMN a.new_column IS 'Comes with the column';
CREATE INDEX a_id ON a (id DESC);
COMMENT ON INDEX a_id IS 'Stays when the index is made anew';
