CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TYPE state AS ENUM ('sad', 'ok', 'new');
CREATE TABLE t (a text DEFAULT '1', b text DEFAULT 'ok', c mood DEFAULT 'sad', d text, e text[], f integer);
