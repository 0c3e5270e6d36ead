#include "backup/cannot_come_back.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "backup/keep.h"
#include "base/text.h"
#include "dialect/lexer.h"
#include "diff/compare.h"

namespace syncline {

namespace {

std::string rows_text(std::int64_t rows) { return count_of(static_cast<std::size_t>(rows), "row"); }

/// What statements that begin so do to rows of which no revision keeps anything.
struct RowVerb {
  std::string_view word, does;
};
constexpr std::array<RowVerb, 5> row_verbs{{{"update", "overwrites values"},
                                            {"merge", "overwrites or deletes rows"},
                                            {"delete", "deletes rows"},
                                            {"truncate", "deletes rows"},
                                            {"replace", "overwrites rows"}}};

const RowVerb* row_verb(const Statement& statement, const Syntax& syntax) {
  const Token first = Lexer(statement.text, syntax).next_significant();
  const auto found =
      std::ranges::find_if(row_verbs, [&](const RowVerb& verb) { return first.is(verb.word); });
  return found == row_verbs.end() ? nullptr : found;
}

class Outlook {
 public:
  Outlook(Database& database, const Dialect& dialect, std::chrono::seconds keep)
      : session_(database.session()), dialect_(dialect), keep_(keep) {}

  std::vector<std::string> of(const Migrations& migrations, const Revision& revision,
                              const Catalog& before, const Catalog& after) {
    lines_.clear();
    if (!revision.has_down) {
      lines_.push_back(fmt::format("revision {} has no down section: the only way back is a backup",
                                   revision.id));
      return lines_;
    }
    renamed_to_ = vanishing(compare(after, before), dialect_);
    for (const Vanishing& one : vanishing(compare(before, after), dialect_)) goes(one, before);
    const auto has_rows = [&](const TablePath& table) { return rows_of(table) > 0; };
    for (std::string& line : changed_in_place(migrations, revision, before, after, has_rows)) {
      lines_.push_back(std::move(line));
    }
    return lines_;
  }

 private:
  /// What the same revision makes may be the old thing under another name; that loses nothing.
  std::string unless_renamed(const Vanishing& gone) const {
    const bool may_be = std::ranges::any_of(renamed_to_, [&](const Vanishing& fresh) {
      return gone.columns.empty() ? fresh.columns.empty()
                                  : !fresh.columns.empty() && fresh.table == gone.table;
    });
    return may_be ? " (if it is more than a change of name)" : "";
  }

  /// None where an earlier one of these revisions makes the table.
  std::int64_t rows_of(const TablePath& table) {
    const KeepTools& tools = *dialect_.keep_tools;
    if (tools.columns(session_, table).empty()) return 0;
    return rows_in(session_, tools.table_sql(table));
  }

  void goes(const Vanishing& one, const Catalog& before) {
    const std::vector<KeptColumn> columns = dialect_.keep_tools->columns(session_, one.table);
    if (columns.empty()) return;
    const std::int64_t rows = rows_of(one.table);
    if (rows == 0 && keep_.count() == 0) return;
    KeptItem item;
    item.table = one.table;
    item.columns = one.columns;
    const std::string what = item.what() + unless_renamed(one);
    if (keep_.count() == 0) {
      lines_.push_back(
          one.columns.empty()
              ? fmt::format("{}: {}, dropped for good", what, rows_text(rows))
              : fmt::format("{}: the values of {}, dropped for good", what, rows_text(rows)));
    } else if (!one.columns.empty()) {
      columns_go(one, columns, what, before);
    }
  }

  /// They are kept, and given back to the rows that they are of.
  void columns_go(const Vanishing& one, const std::vector<KeptColumn>& columns,
                  const std::string& what, const Catalog& before) {
    const auto going = [&](const KeptColumn& column) {
      return std::ranges::find(one.columns, column.name) != one.columns.end();
    };
    const bool keyed =
        std::ranges::any_of(columns, [](const auto& column) { return column.key > 0; });
    const bool key_goes = std::ranges::any_of(
        columns, [&](const auto& column) { return column.key > 0 && going(column); });
    if (!keyed || key_goes) {
      lines_.push_back(fmt::format(
          "{}: kept, but not given back by itself: no key of {} stays that tells its rows apart",
          what, join(one.table, ".")));
      return;
    }
    std::string line = fmt::format(
        "{}: rows that are written from now on will have its default, or no value", what);
    for (const KeptColumn& column : columns) {
      if (!column.not_null || !going(column)) continue;
      std::vector<std::string> path = one.table;
      path.push_back(column.name);
      const Object* declared = before.find(ObjectId("column", std::move(path)));
      if (!declared || !declared->text("default").empty()) continue;
      line += fmt::format(
          "; {} is NOT NULL: while there are such rows the revision cannot be taken back",
          column.name);
    }
    lines_.push_back(std::move(line));
  }

  Session& session_;
  const Dialect& dialect_;
  const std::chrono::seconds keep_;
  std::vector<Vanishing> renamed_to_;
  std::vector<std::string> lines_;
};

}  // namespace

std::vector<std::string> changed_in_place(const Migrations& migrations, const Revision& revision,
                                          const Catalog& before, const Catalog& after,
                                          const std::function<bool(const TablePath&)>& has_rows) {
  std::vector<std::string> lines;
  for (const Change& change : compare(before, after)) {
    if (!change.before || !change.after || change.id().kind() != "column") continue;
    const bool type = std::ranges::any_of(change.attributes,
                                          [](const Symbol name) { return name.text() == "type"; });
    if (!type || !has_rows(change.before->parent.path())) continue;
    lines.push_back(fmt::format(
        "column {} of {}: its type was {}, and becomes {}; values that this changes are not "
        "changed back",
        change.id().name(), join(change.before->parent.path(), "."), change.before->text("type"),
        change.after->text("type")));
  }
  for (const Section& section : revision.up) {
    for (const Statement& statement : section.script.statements) {
      const RowVerb* verb = row_verb(statement, migrations.syntax());
      if (!verb) continue;
      lines.push_back(fmt::format("{}:{}: {} {}, which are not kept",
                                  revision.file.filename().string(), statement.place.line,
                                  verb->word, verb->does));
    }
  }
  return lines;
}

std::vector<std::string> what_cannot_come_back(Migrations& migrations, Database& database,
                                               const Revisions& revisions,
                                               std::chrono::seconds keep) {
  Outlook outlook(database, migrations.workshop().dialect(), keep);
  RevisionSet applied = database.applied_set();
  std::vector<std::string> lines;
  Catalog before = migrations.load_at(applied).catalog;
  for (const Revision* one : revisions) {
    applied.insert(one->id);
    Catalog after = migrations.load_at(applied).catalog;
    for (std::string& line : outlook.of(migrations, *one, before, after)) {
      if (std::ranges::find(lines, line) == lines.end()) lines.push_back(std::move(line));
    }
    before = std::move(after);
  }
  return lines;
}

}  // namespace syncline
