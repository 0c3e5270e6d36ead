#include "support/case.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "base/files.h"
#include "base/text.h"
#include "dialect/run.h"
#include "plan/script.h"
#include "postgres/postgres.h"
#include "sqlite/sqlite.h"
#include "support/dump.h"

namespace syncline::testing {

namespace {

using Rows_of_tables = std::map<std::string, std::vector<std::string>>;

std::string readable(const std::vector<Change>& changes) {
  std::string text;
  for (const Change& change : changes) {
    text += (change.before ? change.after ? "differs: " : "only before: " : "only after: ") +
            change.id().text();
    for (Symbol name : change.attributes) text += " " + std::string(name.text());
    text += "\n";
  }
  return text;
}

/// The values of all columns that both schemas have with one type, row by row, as text.
Rows_of_tables rows_of(Session& session, const Catalog& a, const Catalog& b,
                       const Dialect& dialect) {
  Rows_of_tables all;
  for (const Object& table : a.objects()) {
    if (table.id.kind() != "table" || !b.has(table.id)) continue;
    std::vector<std::string> columns;
    for (const Object* column : a.children(table.id, "column")) {
      const Object* other = b.find(column->id);
      if (other && other->text("type") == column->text("type") &&
          column->text("generated").empty() && other->text("generated").empty()) {
        columns.push_back("coalesce(CAST(" + dialect.quote_name(column->id.name()) +
                          " AS text), 'NULL')");
      }
    }
    std::vector<std::string> path;
    for (const std::string& part : table.id.path()) path.push_back(dialect.quote_name(part));
    if (columns.empty()) columns = {"'row'"};
    std::sort(columns.begin(), columns.end());
    Rows rows = session.query("SELECT " + join(columns, " || '|' || ") + " AS row FROM " +
                              join(path, ".") + " ORDER BY 1");
    std::vector<std::string>& texts = all[table.id.text()];
    for (std::size_t row = 0; row < rows.rows.size(); ++row) texts.push_back(rows.text(row, "row"));
  }
  return all;
}

class Runner {
 public:
  explicit Runner(const Case& one)
      : case_(one), dialect_(*one.dialect), scratch_(dialect_.scratch({})) {}

  void run() {
    std::unique_ptr<Session> old_side = loaded("old.sql"), new_side = loaded("new.sql");
    Catalog from = old_side->read({}), to = new_side->read({});
    std::string old_dump = independent_dump(*old_side, dialect_);
    std::string new_dump = independent_dump(*new_side, dialect_);
    round_trip(from, old_dump, "old.sql");
    round_trip(to, new_dump, "new.sql");
    if (case_.has("seed.sql")) old_side->load(script("seed.sql"), notes_);
    one_way(*old_side, from, to, new_dump, "plan.sql");
    if (!case_.has("one-way") && !::testing::Test::HasFatalFailure()) {
      one_way(*old_side, to, from, old_dump, "back.sql");
    }
  }

 private:
  Script script(const std::string& name) {
    return split_script(case_.file(name), (case_.folder / name).string(), dialect_.syntax);
  }

  std::unique_ptr<Session> loaded(const std::string& name) {
    std::unique_ptr<Session> session = scratch_->empty();
    session->load(script(name), notes_);
    return session;
  }

  /// What inspect prints makes the same schema again.
  void round_trip(const Catalog& catalog, const std::string& dump, const std::string& name) {
    std::string text = catalog_text(catalog, dialect_);
    std::unique_ptr<Session> copy = scratch_->empty();
    copy->load(split_script(text, "inspect of " + name, dialect_.syntax), notes_);
    EXPECT_EQ(readable(compare(catalog, copy->read({}))), "") << "inspect of " << name << ":\n"
                                                              << text;
    EXPECT_EQ(independent_dump(*copy, dialect_), dump) << "inspect of " << name << ":\n" << text;
  }

  void one_way(Session& session, const Catalog& from, const Catalog& to,
               const std::string& wanted_dump, const std::string& golden) {
    Plan plan = make_plan(from, to, dialect_);
    std::string text = plan_text(plan, true);
    expect_recorded(golden, text);
    Rows_of_tables rows_before = rows_of(session, from, to, dialect_);
    try {
      run_steps(session, plan.steps);
    } catch (const Error& error) {
      FAIL() << error.what() << "\n"
             << error.statement << "\n"
             << error.detail << "\nof plan:\n"
             << text;
    }
    Catalog result = session.read({});
    EXPECT_EQ(readable(compare(result, to)), "") << text;
    EXPECT_TRUE(make_plan(result, to, dialect_).empty()) << text;
    EXPECT_EQ(independent_dump(session, dialect_), wanted_dump) << text;
    EXPECT_EQ(rows_of(session, to, from, dialect_), rows_before) << text;
  }

  void expect_recorded(const std::string& name, const std::string& text) {
    if (std::getenv("UPDATE_GOLDEN")) return write_file(case_.folder / name, text);
    EXPECT_EQ(text, case_.file(name))
        << "recorded plan " << (case_.folder / name) << "; UPDATE_GOLDEN=1 rewrites it";
  }

  const Case& case_;
  const Dialect& dialect_;
  std::unique_ptr<Scratch> scratch_;
  std::vector<std::string> notes_;
};

}  // namespace

std::string Case::file(const std::string& file_name) const {
  return has(file_name) ? read_file(folder / file_name) : std::string();
}

std::vector<Case> all_cases(const std::filesystem::path& root) {
  std::vector<Case> cases;
  for (const Dialect* dialect : {&postgres::dialect(), &sqlite::dialect()}) {
    std::filesystem::path folder = root / (dialect->name == "sqlite" ? "sqlite" : "postgres");
    if (!std::filesystem::exists(folder)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.path().filename() != "old.sql") continue;
      std::filesystem::path at = entry.path().parent_path();
      std::string name = std::filesystem::relative(at, root).string();
      std::replace_if(
          name.begin(), name.end(), [](unsigned char c) { return !std::isalnum(c); }, '_');
      cases.push_back({at, dialect, name});
    }
  }
  std::sort(cases.begin(), cases.end(),
            [](const Case& a, const Case& b) { return a.name < b.name; });
  return cases;
}

void run_case(const Case& one) {
  std::string wanted = one.file("servers");
  ScratchOptions any;
  if (!wanted.empty() && one.dialect->scratch(any)->server().major < std::stoi(wanted)) {
    GTEST_SKIP() << "needs a server of version " << wanted;
  }
  try {
    Runner(one).run();
  } catch (const Error& error) {
    FAIL() << (error.place ? error.place->text() : "") << ": " << error.what() << "\n"
           << error.statement;
  }
}

}  // namespace syncline::testing
