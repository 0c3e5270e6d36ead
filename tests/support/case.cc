#include "support/case.h"

#include <algorithm>
#include <cstdlib>
#include <ostream>
#include <stdexcept>

#include "base/files.h"
#include "base/text.h"
#include "dialect/run.h"
#include "plan/script.h"
#include "postgres/postgres.h"
#include "sqlite/sqlite.h"
#include "support/dump.h"
#include "support/rows.h"

namespace syncline::testing {

namespace {

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

class Runner {
 public:
  Runner(const Case& one, Scratch& scratch)
      : case_(one), dialect_(*one.dialect), scratch_(scratch) {}

  std::vector<std::string> run() {
    std::unique_ptr<Session> old_side = loaded("old.sql"), new_side = loaded("new.sql");
    Catalog from = old_side->read({}), to = new_side->read({});
    std::string old_dump = independent_dump(*old_side, dialect_);
    std::string new_dump = independent_dump(*new_side, dialect_);
    round_trip(from, old_dump, "old.sql");
    round_trip(to, new_dump, "new.sql");
    if (case_.has("seed.sql")) old_side->load(script("seed.sql"), notes_);
    bool arrived = one_way(*old_side, from, to, new_dump, "plan.sql");
    if (arrived && !case_.has("one-way")) one_way(*old_side, to, from, old_dump, "back.sql");
    return std::move(failures_);
  }

 private:
  Script script(const std::string& name) {
    return split_script(case_.file(name), (case_.folder / name).string(), dialect_.syntax);
  }

  std::unique_ptr<Session> loaded(const std::string& name) {
    std::unique_ptr<Session> session = scratch_.empty();
    session->load(script(name), notes_);
    return session;
  }

  template <typename Value>
  void expect_equal(const Value& got, const Value& wanted, const std::string& what,
                    const std::string& plan) {
    if (got == wanted) return;
    failures_.push_back(what + "\n--- got\n" + shown(got) + "\n--- wanted\n" + shown(wanted) +
                        "\n--- plan\n" + plan);
  }
  static std::string shown(const std::string& text) { return text; }
  static std::string shown(const RowsOfTables& tables) {
    std::string text;
    for (const auto& [table, rows] : tables) text += table + ":\n  " + join(rows, "\n  ") + "\n";
    return text;
  }

  /// What inspect prints makes the same schema again.
  void round_trip(const Catalog& catalog, const std::string& dump, const std::string& name) {
    std::string text = catalog_text(catalog, dialect_);
    std::unique_ptr<Session> copy = scratch_.empty();
    copy->load(split_script(text, "inspect of " + name, dialect_.syntax), notes_);
    expect_equal(readable(compare(catalog, copy->read({}))), {},
                 "inspect of " + name + " gives another catalog", text);
    expect_equal(independent_dump(*copy, dialect_), dump,
                 "inspect of " + name + " gives another dump", text);
  }

  bool one_way(Session& session, const Catalog& from, const Catalog& to,
               const std::string& wanted_dump, const std::string& golden) {
    Plan plan = make_plan(from, to, dialect_);
    std::string text = plan_text(plan, true);
    expect_recorded(golden, text);
    RowsOfTables rows_before = rows_of(session, from, to, dialect_);
    try {
      run_steps(session, plan.steps);
    } catch (const Error& error) {
      failures_.push_back(golden + " does not run: " + error.what() + "\n" + error.statement +
                          "\n" + error.detail + "\n--- plan\n" + text);
      return false;
    }
    Catalog result = session.read({});
    expect_equal(readable(compare(result, to)), {}, golden + ": the result is another catalog",
                 text);
    expect_equal(plan_text(make_plan(result, to, dialect_), false), {},
                 golden + ": planning again is not empty", text);
    expect_equal(independent_dump(session, dialect_), wanted_dump,
                 golden + ": the result has another dump", text);
    expect_equal(rows_of(session, to, from, dialect_), rows_before, golden + ": rows differ", text);
    return true;
  }

  void expect_recorded(const std::string& name, const std::string& text) {
    if (case_.folder.empty()) return;
    if (std::getenv("UPDATE_GOLDEN")) return write_file(case_.folder / name, text);
    expect_equal(text, case_.file(name),
                 name + " reads otherwise than recorded (UPDATE_GOLDEN=1 rewrites it)", "");
  }

  const Case& case_;
  const Dialect& dialect_;
  Scratch& scratch_;
  std::vector<std::string> notes_, failures_;
};

void read_files(Case& one) {
  for (const auto& entry : std::filesystem::directory_iterator(one.folder)) {
    one.files[entry.path().filename()] = read_file(entry.path());
  }
}

}  // namespace

std::string Case::file(const std::string& file_name) const {
  auto found = files.find(file_name);
  return found == files.end() ? std::string() : found->second;
}

void PrintTo(const Case& one, std::ostream* out) { *out << one.name; }

std::vector<Case> all_cases(const std::filesystem::path& root) {
  std::vector<Case> cases;
  for (const Dialect* dialect : {&postgres::dialect(), &sqlite::dialect()}) {
    std::filesystem::path folder = root / (dialect->name == "sqlite" ? "sqlite" : "postgres");
    if (!std::filesystem::exists(folder)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.path().filename() != "old.sql") continue;
      Case one{entry.path().parent_path(), dialect, {}, {}};
      one.name = std::filesystem::relative(one.folder, root).string();
      std::replace_if(
          one.name.begin(), one.name.end(), [](unsigned char c) { return !std::isalnum(c); }, '_');
      read_files(one);
      cases.push_back(std::move(one));
    }
  }
  std::sort(cases.begin(), cases.end(),
            [](const Case& a, const Case& b) { return a.name < b.name; });
  return cases;
}

std::vector<std::string> failures_of(const Case& one, Scratch& scratch) {
  try {
    return Runner(one, scratch).run();
  } catch (const Error& error) {
    return {(error.place ? error.place->text() : "") + ": " + error.what() + "\n" +
            error.statement};
  } catch (const std::logic_error& error) {
    return {std::string("a mistake of ours: ") + error.what()};
  }
}

}  // namespace syncline::testing
