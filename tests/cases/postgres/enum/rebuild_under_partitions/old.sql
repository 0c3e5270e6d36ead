CREATE TYPE state AS ENUM ('new', 'open', 'done');
CREATE TABLE tasks (id integer, state state NOT NULL DEFAULT 'new') PARTITION BY LIST (id);
CREATE TABLE tasks_1 PARTITION OF tasks FOR VALUES IN (1);
CREATE TABLE tasks_2 PARTITION OF tasks FOR VALUES IN (2);
CREATE TRIGGER done AFTER UPDATE ON tasks FOR EACH ROW WHEN (new.state = 'done')
    EXECUTE FUNCTION suppress_redundant_updates_trigger();
