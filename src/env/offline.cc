#include "env/offline.h"

#include <fmt/format.h>

#include "base/text.h"
#include "env/who.h"
#include "migrate/journal.h"
#include "migrate/meaning.h"
#include "migrate/review.h"
#include "migrate/target.h"
#include "migrate/units.h"

namespace syncline {

namespace {

/// What the file does.
struct Task {
  Direction direction = Direction::Up;
  bool guarded = false;
  Revisions from;       ///< what the database is at
  RevisionSet before;   ///< their lineage
  Revisions revisions;  ///< to be run, in order
  RevisionSet after;    ///< applied in the end
};

/// Writes one file.
class OfflineFile {
 public:
  OfflineFile(Migrations& migrations, const Task& task)
      : migrations_(migrations),
        task_(task),
        dialect_(migrations.workshop().dialect()),
        shell_(*dialect_.offline_shell),
        session_(migrations.workshop().scratch().empty()),
        sql_(dialect_),
        journal_(*session_, dialect_, task.direction, who()) {}

  std::string write();

 private:
  bool up() const { return task_.direction == Direction::Up; }
  std::string quoted(std::string_view text) const { return dialect_.quote_text(text); }
  std::string list(const std::vector<std::string>& ids) const;
  std::string is_applied(const Revision& revision) const;
  std::string unfinished() const;

  std::string begin() const;
  std::string revision(const Revision& revision) const;
  std::string unit(const Revision& revision, const Unit& unit, std::size_t start, bool last) const;
  std::string batches(const Revision& revision, const Unit& unit, std::size_t start,
                      const std::string& record) const;
  std::string recorded(const Revision& revision, const std::vector<JournalEntry>& entries,
                       std::size_t statements, bool last, bool several) const;
  std::string still_missing(const Revision& revision, std::size_t start) const;
  std::string end() const;

  Migrations& migrations_;
  const Task& task_;
  const Dialect& dialect_;
  const OfflineShell& shell_;
  std::unique_ptr<Session> session_;
  LedgerSql sql_;
  Journal journal_;
};

std::string closed(const std::vector<std::string>& statements) {
  std::string text;
  for (const std::string& statement : statements) text += statement + ";\n";
  return text;
}

std::string in_transaction(const std::string& statements) {
  return "BEGIN;\n" + statements + "COMMIT;\n";
}

std::string OfflineFile::list(const std::vector<std::string>& ids) const {
  std::vector<std::string> words;
  for (const std::string& id : ids) words.push_back(quoted(id));
  return "(" + (words.empty() ? quoted("") : join(words, ", ")) + ")";
}

std::string OfflineFile::is_applied(const Revision& revision) const {
  return fmt::format("EXISTS (SELECT 1 FROM {} WHERE revision = {})", sql_.table("revisions"),
                     quoted(revision.id));
}

/// An expression: what was begun and is not finished; '' when nothing is.
std::string OfflineFile::unfinished() const {
  return fmt::format("COALESCE((SELECT value FROM {} WHERE name = 'unfinished'), '')",
                     sql_.table("state"));
}

/// The ledger, and what must be true before anything runs.
std::string OfflineFile::begin() const {
  const std::string revisions = sql_.table("revisions");
  std::vector<std::string> tables = sql_.create();
  const std::string in_step = make_in_step_sql(migrations_.foreign(), dialect_);
  if (!in_step.empty()) tables.push_back(in_step);
  std::string text = fmt::format("{}{}{}", shell_.prologue, shell_.settings,
                                 in_transaction(std::string(shell_.quietly) + closed(tables)));
  if (!shell_.alone.empty()) {
    text += shell_.stop_unless(std::string(shell_.alone), "another run is at this database");
  }
  const auto count = [&](const std::string& which) {
    return fmt::format("(SELECT COUNT(*) FROM {} WHERE {})", revisions, which);
  };
  const std::vector<std::string> before(task_.before.begin(), task_.before.end());
  const std::string foreign = count("revision NOT IN " + list(before)) + " = 0";
  const std::string there =
      fmt::format("{} = {}", count("revision IN " + list(before)), before.size());
  const std::string at = "the database is not at " + named(task_.from);
  if (!task_.guarded) {
    text +=
        shell_.stop_unless(fmt::format("{} AND {} AND {} = ''", there, foreign, unfinished()), at);
  } else if (up()) {
    text += shell_.stop_unless(there, at + " or later");
  } else {
    text += shell_.stop_unless(foreign, at + " or earlier");
  }
  return text;
}

/// Whether the part of a revision that begins after `start` of its statements has not run.
std::string OfflineFile::still_missing(const Revision& revision, std::size_t start) const {
  std::string progress =
      fmt::format("{} IN ({}{})", unfinished(), start == 0 ? quoted("") + ", " : "",
                  quoted(unfinished_text(journal_.unfinished_at(revision, start))));
  return fmt::format("({}{} AND {})", up() ? "NOT " : "", is_applied(revision), progress);
}

/// What the ledger is told at the end of a transaction: as a run of ours tells it.
std::string OfflineFile::recorded(const Revision& revision,
                                  const std::vector<JournalEntry>& entries, std::size_t statements,
                                  bool last, bool several) const {
  std::vector<std::string> text = sql_.journal(entries);
  if (!last) {
    text.push_back(sql_.set_unfinished(journal_.unfinished_at(revision, statements)));
    return closed(text);
  }
  if (up()) {
    Applied row;
    row.revision = revision.id;
    row.message = revision.message;
    row.file = revision.file.filename().string();
    row.checksum = revision.checksum;
    row.meaning = meaning_of(revision, dialect_.syntax);
    row.applied_by = who();
    row.tool = tool_name();
    text.push_back(sql_.add(row));
    if (&revision == task_.revisions.front()) text.push_back(sql_.begin_run(revision.id));
  } else {
    text.push_back(sql_.remove(revision.id));
  }
  if (several) text.push_back(sql_.set_unfinished(std::nullopt));
  for (std::string& statement : migrations_.in_step()) text.push_back(std::move(statement));
  return closed(text);
}

/// Whoever is cut off in it begins it anew: it finds the rows that are left.
std::string OfflineFile::batches(const Revision& revision, const Unit& unit, std::size_t start,
                                 const std::string& record) const {
  const Statement& statement = *unit.statements.front();
  if (!shell_.in_batches) {
    throw Error(Failure::Refused, fmt::format("revision {} runs in batches, which {} cannot do",
                                              revision.id, shell_.program))
        .at(statement.place)
        .with_hint("have syncline upgrade run it; or write it as one statement in a plain section");
  }
  return in_transaction(closed({sql_.set_unfinished(journal_.unfinished_at(revision, start))})) +
         shell_.in_batches(statement.text) + in_transaction(record);
}

/// The unit begins after `start` statements of its revision.
std::string OfflineFile::unit(const Revision& revision, const Unit& unit, std::size_t start,
                              bool last) const {
  std::vector<JournalEntry> entries;
  std::string statements;
  for (std::size_t i = 0; i < unit.statements.size(); ++i) {
    statements += unit.statements[i]->text + ";\n";
    entries.push_back(journal_.entry_of(revision, &unit, i));
  }
  const bool outside = unit.footing == Footing::Outside || unit.footing == Footing::Batches;
  const std::string record =
      recorded(revision, entries, start + unit.statements.size(), last, start > 0 || outside);
  if (unit.footing == Footing::Batches) return batches(revision, unit, start, record);
  if (!outside) return in_transaction(statements + record);
  // Whoever comes after a failure shall see that it was begun.
  entries.front().outcome = StatementOutcome::Begun;
  std::vector<std::string> intent = sql_.journal(entries);
  intent.push_back(sql_.set_unfinished(journal_.unfinished_at(revision, start)));
  return in_transaction(closed(intent)) + statements + in_transaction(record);
}

std::string OfflineFile::revision(const Revision& revision) const {
  const std::vector<Section>& sections = sections_of(revision, task_.direction);
  std::string text = fmt::format("\n-- {} {} {}\n", up() ? "up" : "down", revision.id,
                                 replace_all(revision.message, "\n", " "));
  const std::vector<Unit> units = units_of(sections, *session_);
  std::size_t start = 0;
  for (const Unit& one : units) {
    const std::string body = unit(revision, one, start, &one == &units.back());
    text += task_.guarded ? shell_.only_when(still_missing(revision, start), body) : body;
    start += one.statements.size();
  }
  if (task_.guarded) {
    text += shell_.stop_unless(
        fmt::format("{}{}", up() ? "" : "NOT ", is_applied(revision)),
        fmt::format("revision {} was begun by another run: finish it with syncline", revision.id));
  }
  if (changes_settings(sections)) text += shell_.settings;
  return text;
}

/// The schema that is there now, for who looks next. The stamp stays empty: nobody has looked.
std::string OfflineFile::end() const {
  if (task_.revisions.empty()) return "";
  const std::string fingerprint = migrations_.fingerprint_at(task_.after);
  std::string text;
  const Revisions left = migrations_.history().in_order(task_.after);
  if (!left.empty()) text += sql_.set_fingerprint(left.back()->id, fingerprint) + ";\n";
  text += sql_.set_state("fingerprint", fingerprint) + ";\n";
  text += sql_.set_state("stamp", "") + ";\n";
  text = in_transaction(text);
  if (!task_.guarded) return "\n" + text;
  const std::vector<std::string> after(task_.after.begin(), task_.after.end());
  const std::string revisions = sql_.table("revisions");
  return "\n" + shell_.only_when(
                    fmt::format("(SELECT COUNT(*) FROM {0}) = {1} AND (SELECT COUNT(*) FROM {0} "
                                "WHERE revision IN {2}) = {1}",
                                revisions, after.size(), list(after)),
                    text);
}

std::string OfflineFile::write() {
  Revisions to = migrations_.history().tips(task_.after);
  std::string text = fmt::format("-- {} to {}, for {}. Written by {}.\n", named(task_.from),
                                 named(to), shell_.program, tool_name());
  text += begin();
  for (const Revision* one : task_.revisions) text += revision(*one);
  return text + end();
}

Task task_of(const Migrations& migrations, const std::string& range, Direction direction) {
  const History& history = migrations.history();
  const std::size_t colon = range.find(':');
  const std::string from = colon == range.npos ? "base" : range.substr(0, colon);
  std::string to = colon == range.npos ? range : range.substr(colon + 1);
  if (to.empty()) to = direction == Direction::Up ? "heads" : "base";
  Task task;
  task.direction = direction;
  task.from = Targets(history).tips(from.empty() ? "base" : from);
  task.before = task.after = history.lineage(task.from);
  const Targets targets(history, task.before);
  task.revisions = direction == Direction::Up ? targets.to_apply(to) : targets.to_revert(to);
  refuse_unreviewed(task.revisions);
  for (const Revision* one : task.revisions) {
    if (direction == Direction::Up) {
      task.after.insert(one->id);
      continue;
    }
    task.after.erase(one->id);
    if (one->has_down) continue;
    throw Error(Failure::Refused, fmt::format("revision {} has no down section", one->id))
        .at({std::filesystem::proximate(one->file).string()})
        .with_hint("write one, or end the range at this revision");
  }
  return task;
}

}  // namespace

std::string offline_upgrade(Migrations& migrations, const std::string& range, bool guarded) {
  Task task = task_of(migrations, range, Direction::Up);
  task.guarded = guarded;
  return OfflineFile(migrations, task).write();
}

std::string offline_downgrade(Migrations& migrations, const std::string& range, bool guarded) {
  if (range.find(':') == range.npos) {
    throw Error(Failure::Usage, "without a database the SQL of a downgrade needs FROM:TO")
        .with_hint(fmt::format("for example: syncline downgrade --sql head:{}", range));
  }
  Task task = task_of(migrations, range, Direction::Down);
  task.guarded = guarded;
  return OfflineFile(migrations, task).write();
}

}  // namespace syncline
