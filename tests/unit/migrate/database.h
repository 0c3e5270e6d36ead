// An SQLite database in a file and a folder of revisions, for tests.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "migrate/apply.h"
#include "sqlite/sqlite.h"
#include "support/failing_session.h"
#include "unit/migrate/files.h"

namespace syncline::testing {

class Database {
 public:
  Database() : session(open()) {}

  std::unique_ptr<Session> open() const {
    ConnectOptions options;
    options.create = true;
    return sqlite::dialect().connect("sqlite:" + (files.path() / "test.db").string(), options);
  }

  History history() const {
    return History::load(files.path() / "migrations", sqlite::dialect().syntax);
  }

  /// ID.sql in the folder of migrations.
  void revision(const std::string& id, const std::vector<std::string>& parents,
                const std::string& sections) const {
    std::filesystem::create_directories(files.path() / "migrations");
    std::string text = "-- syncline: revision " + id + "\n";
    for (const std::string& parent : parents) text += "-- syncline: parent " + parent + "\n";
    files.write("migrations/" + id + ".sql", text + sections);
  }

  std::vector<std::string> upgrade(ApplyOptions options = {}) { return upgrade(session, options); }
  std::vector<std::string> upgrade(FailingSession& with, const ApplyOptions& options = {}) const {
    const History all = history();
    return ids(apply_revisions(with, sqlite::dialect(), all.to_apply(applied(), *all.head()),
                               Direction::Up, options));
  }
  std::vector<std::string> downgrade(const std::string& target = "base") {
    const History all = history();
    return ids(apply_revisions(session, sqlite::dialect(),
                               all.to_revert(applied(), all.resolve(target)), Direction::Down, {}));
  }

  /// What another connection sees of the ledger.
  std::set<std::string> applied() const {
    const std::unique_ptr<Session> other = open();
    std::set<std::string> names;
    for (const Applied& revision : Ledger(*other, sqlite::dialect()).applied()) {
      names.insert(revision.revision);
    }
    return names;
  }
  /// The first column of a query, joined by blanks, as another connection sees it.
  std::string all(const std::string& sql) const {
    const Rows rows = open()->query(sql);
    std::vector<std::string> values;
    for (const auto& row : rows.rows) values.push_back(row.front().value_or("NULL"));
    return join(values, " ");
  }
  std::string tables() const {
    return all(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'syncline%' "
        "ORDER BY name");
  }
  std::string journal() const {
    return all("SELECT sql FROM syncline_journal WHERE outcome = 'done' ORDER BY entry");
  }

  Folder files;
  FailingSession session;

 private:
  static std::vector<std::string> ids(const std::vector<const Revision*>& revisions) {
    std::vector<std::string> names;
    for (const Revision* revision : revisions) names.push_back(revision->id);
    return names;
  }
};

}  // namespace syncline::testing
