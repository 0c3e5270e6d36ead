// What the reader of an Alembic project (alembic_record.py, alembic_reader.py) prints.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace syncline {

struct AlembicStatement {
  std::string sql;
  bool outside = false;  ///< in an autocommit_block
};

/// upgrade() or downgrade() of one revision.
struct AlembicWay {
  bool known = false;  ///< `statements` are what it does
  bool live = false;   ///< only a database could tell what that is
  std::vector<AlembicStatement> statements;
  std::vector<std::string> reads;    ///< queries for rows: what they find may steer the rest
  std::vector<std::string> inexact;  ///< statements whose values could not be written as SQL
  std::string source;                ///< of the function
  std::string why;                   ///< it is not known, or needed a database
};

struct AlembicRevision {
  std::string id;
  std::vector<std::string> parents, labels, depends;
  std::string message, created, file;
  AlembicWay up, down;
};

struct AlembicAnswer {
  std::string missing;        ///< a module that is not installed
  std::string failed, where;  ///< what went wrong: which part, and where in the user's files
  std::string alembic;        ///< its version
  std::string version_table, version_schema;
  bool transactional = true;               ///< false: env.py asked for none
  std::vector<AlembicRevision> revisions;  ///< parents first
};

/// Throws Error(Config) for a text that the reader does not print: something else ran.
AlembicAnswer parse_alembic_answer(std::string_view text);

}  // namespace syncline
