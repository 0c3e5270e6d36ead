#include "migrate/journal.h"

#include <utility>

#include "migrate/meaning.h"

namespace syncline {

JournalEntry Journal::entry_of(const Revision& revision, const Unit* unit,
                               std::size_t index) const {
  JournalEntry entry;
  entry.revision = revision.id;
  entry.action = action_name(direction_);
  entry.applied_by = applied_by_;
  entry.tool = tool_name();
  entry.sql = "COMMIT";
  if (!unit) return entry;
  entry.section = unit->section;
  entry.statement = unit->first + static_cast<int>(index);
  entry.sql = unit->statements[index]->text;
  return entry;
}

void Journal::note(std::vector<JournalEntry>& entries, const Revision& revision,
                   std::vector<std::string> done) const {
  for (std::string& text : done) {
    JournalEntry& entry = entries.emplace_back(entry_of(revision, nullptr, 0));
    entry.sql = std::move(text);
    entry.started_at = entry.finished_at = utc_now();
  }
}

Unfinished Journal::unfinished_at(const Revision& revision, std::size_t statements) const {
  return {revision.id,
          direction_,
          statements,
          checksum_of(sections_of(revision, direction_), statements),
          {}};
}

/// Numbers of what is rolled back are not used again: they only say what came first.
std::vector<std::string> Journal::numbered(std::vector<JournalEntry> entries) {
  if (numbers_) {
    for (JournalEntry& entry : entries) entry.entry = ++numbers_->entry;
  }
  return sql_.journal(entries);
}

std::vector<std::string> Journal::last(const Revision& revision, std::vector<JournalEntry> entries,
                                       const std::string& started_at, bool was_unfinished) {
  std::vector<std::string> statements = numbered(std::move(entries));
  if (direction_ == Direction::Up) {
    const std::int64_t position = numbers_ ? ++numbers_->position : 0;
    statements.push_back(
        sql_.add({revision.id, revision.message, revision.file.filename().string(),
                  revision.checksum, meaning_of(revision, dialect_.syntax), "", How::Applied,
                  started_at, utc_now(), applied_by_, tool_name(), position}));
    if (!std::exchange(begun_, true)) statements.push_back(sql_.begin_run(revision.id));
  } else {
    statements.push_back(sql_.remove(revision.id));
  }
  if (was_unfinished) statements.push_back(sql_.set_unfinished(std::nullopt));
  statements.insert(statements.end(), in_step_.begin(), in_step_.end());
  return statements;
}

std::vector<std::string> Journal::part(std::vector<JournalEntry> entries,
                                       const Unfinished& unfinished) {
  std::vector<std::string> statements = numbered(std::move(entries));
  statements.push_back(sql_.set_unfinished(unfinished));
  return statements;
}

void Journal::commit(const std::vector<std::string>& statements) {
  Undo undo(session_);
  session_.begin_plain();
  session_.commit_with(statements);
  undo.not_needed();
}

void Journal::write(std::vector<JournalEntry> entries,
                    const std::optional<Unfinished>& unfinished) {
  std::vector<std::string> statements = numbered(std::move(entries));
  statements.push_back(sql_.set_unfinished(unfinished));
  commit(statements);
}

void Journal::write_failure(const std::string& why, JournalEntry entry) noexcept {
  try {
    entry.outcome = StatementOutcome::Failed;
    entry.note = why;
    if (session_.alive()) commit(numbered({std::move(entry)}));
  } catch (const std::exception&) {
    // See the contract.
  }
}

}  // namespace syncline
