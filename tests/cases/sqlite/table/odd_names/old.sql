CREATE TABLE "order" (
  "group by" INTEGER PRIMARY KEY,
  "sel""ect" TEXT
);
