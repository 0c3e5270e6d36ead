CREATE TYPE "Size" AS ENUM ('large', 'small');
CREATE TABLE shirts (id integer PRIMARY KEY, size "Size" DEFAULT 'small');
