// The ledgers of other tools: which of our revisions their tables in a database call applied.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dialect/dialect.h"
#include "migrate/history.h"
#include "migrate/ledger_sql.h"

namespace syncline {

/// How versions of a tool are put in order, and told to be the same.
enum class VersionOrder {
  Text,    ///< letter by letter; dashes do not count
  Number,  ///< digits only; leading zeros do not count
  Dotted,  ///< numbers between dots or underscores; 1.0 is 1
  Exact,   ///< names, in the order of the tool's files
};

/// Equal keys are equal versions, and keys are in the order of their versions.
using VersionKey = std::vector<std::pair<std::size_t, std::string>>;

/// Nothing for a text that is no version of this order.
std::optional<VersionKey> version_key(std::string_view version, VersionOrder order);

/// `version` with _ for each letter that cannot stand in the id of a revision.
std::string as_revision_id(std::string_view version);

struct ForeignTool {
  std::string_view name;   ///< "alembic", "dbmate", …
  std::string_view table;  ///< where it keeps what is applied, unless it was told otherwise
  VersionOrder order;
  /// Rows `version` and `state` of {table}. States: "applied"; "lineage" and "upto": it and all
  /// before it; "baseline": all up to it, which need not exist; any other: something failed there.
  std::string_view rows_sql;
  std::string_view mend;  ///< what to do where something failed
};

std::span<const ForeignTool> foreign_tools();
/// Null for a name that is none.
const ForeignTool* foreign_tool(std::string_view name);

/// [history]: where this project's databases come from.
struct ForeignSettings {
  std::string tool;           ///< empty: from nowhere
  std::string table;          ///< empty: the tool's own
  bool keep_alembic = false;  ///< alembic_version is written along with our ledger

  const ForeignTool* known() const { return foreign_tool(tool); }
  std::string table_name() const;
};

/// Globs, as in a scope: the table, and what belongs to it.
std::vector<std::string> objects_of(const ForeignSettings& settings);

/// What the tool's table in this database calls applied; nothing when there is no such table.
/// Throws Error(Refused) for rows that say that something failed, Error(Input) for versions that no
/// file has; `what` is the database's name for people.
std::optional<RevisionSet> foreign_applied(Session& session, const Dialect& dialect,
                                           const ForeignSettings& settings, const History& history,
                                           const std::string& what);

/// Statements that bring alembic_version in step with our ledger's rows as they are then: one row
/// for each revision that no applied one follows or depends on. None where it is not kept.
std::vector<std::string> in_step_sql(const ForeignSettings& settings, const Dialect& dialect,
                                     const History& history);
/// Makes the table that these write to, where it is missing; "" where it is not kept.
std::string make_in_step_sql(const ForeignSettings& settings, const Dialect& dialect);

}  // namespace syncline
