CREATE TYPE "Size" AS ENUM ('small', 'medium', 'large');
CREATE TABLE shirts (id integer PRIMARY KEY, size "Size" DEFAULT 'medium');
