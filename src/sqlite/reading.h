// The catalog of a SQLite database.
//
// Three queries, whatever the number of tables: pragma_table_list, sqlite_schema, and
// pragma_table_xinfo joined with it. What these do not tell is in the texts of the declarations;
// see declaration.h. Source: https://www.sqlite.org/pragma.html and
// https://www.sqlite.org/schematab.html.
#pragma once

#include "model/catalog.h"
#include "sqlite/connection.h"

namespace syncline::sqlite {

/// To be called inside a read transaction. Tables of SQLite and of the ledger are not in it;
/// virtual tables and their shadows are unmanaged.
Catalog read_catalog(Connection& connection);

}  // namespace syncline::sqlite
