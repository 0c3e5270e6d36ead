// What the pragmas of SQLite do not tell, read from the text of CREATE statements.
//
// The texts come from sqlite_schema, so SQLite has accepted them: nothing is checked here again.
// Source: https://www.sqlite.org/lang_createtable.html, lang_createindex, lang_createview,
// lang_createtrigger.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sqlite/tokens.h"

namespace syncline::sqlite {

struct DeclaredColumn {
  std::string name;
  std::string collation;          ///< upper case; "" for BINARY
  std::string not_null_conflict;  ///< "" for ABORT
  std::string generated;          ///< the expression; "" when it holds values of its own
  bool integer = false;           ///< its type is INTEGER, and nothing else
};

struct DeclaredConstraint {
  std::string type;                  ///< "primary key", "unique", "foreign key", "check"
  std::string name;                  ///< "" when it has none
  std::vector<std::string> terms;    ///< columns with their COLLATE and DESC, ready to be written
  std::vector<std::string> columns;  ///< that it names, as declared
  std::string expression;            ///< of a check
  std::string references;            ///< table of a foreign key
  std::vector<std::string> referenced;  ///< its columns; none: its primary key
  std::string on_update, on_delete;     ///< "" for NO ACTION
  std::string conflict;                 ///< "" for ABORT
  bool deferred = false, autoincrement = false;

  bool operator==(const DeclaredConstraint&) const = default;
};

struct DeclaredTable {
  std::string name;
  Names names;  ///< of its columns
  std::vector<DeclaredColumn> columns;
  std::vector<DeclaredConstraint> constraints;
};

DeclaredTable parse_table(std::string_view sql);

struct DeclaredIndex {
  std::vector<std::string> terms, columns;  ///< as of a constraint
  std::string condition;
  bool unique = false;
};

DeclaredIndex parse_index(std::string_view sql, const DeclaredTable& table);

/// Views and triggers: which names are known is found out between cutting and writing.
struct ViewParts {
  std::vector<std::string> columns;
  Tokens select;
};

struct TriggerParts {
  std::string timing, event;  ///< "BEFORE", "UPDATE"
  std::vector<std::string> columns;
  Tokens condition;
  std::vector<Tokens> body;  ///< its statements
};

ViewParts cut_view(Tokens tokens);
TriggerParts cut_trigger(Tokens tokens);

}  // namespace syncline::sqlite
