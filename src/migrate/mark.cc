#include "migrate/mark.h"

#include <fmt/format.h>

#include "base/text.h"
#include "migrate/ledger.h"

namespace syncline {

namespace {

constexpr std::string_view nowhere = "-";

std::string text_of(const Mark& mark) {
  return join(
      {mark.role, mark.since, mark.who, mark.place.empty() ? std::string(nowhere) : mark.place},
      " ");
}

std::optional<Mark> parsed(const std::string& text) {
  const std::vector<std::string> words = split(text, ' ');
  if (words.size() < 4) return std::nullopt;  // empty: the mark was taken away
  // The place is the last: a file's name may hold blanks.
  const std::string place = join({words.begin() + 3, words.end()}, " ");
  return Mark{words[0], place == nowhere ? "" : place, words[1], words[2]};
}

}  // namespace

std::optional<Mark> read_mark(Session& session, const Dialect& dialect) {
  Ledger ledger(session, dialect);
  if (!ledger.exists()) return std::nullopt;
  const Rows found = session.query(
      fmt::format("SELECT value FROM {} WHERE name = 'mark'", ledger.sql().table("state")));
  return found.empty() ? std::nullopt : parsed(found.text(0, "value"));
}

void write_mark(Session& session, const Dialect& dialect, const std::optional<Mark>& mark,
                const std::string& who) {
  Ledger ledger(session, dialect);
  if (!mark && !ledger.exists()) return;
  ledger.create();
  JournalEntry entry;
  entry.action = "mark";
  entry.sql = mark ? "mark " + mark->role : "mark --clear";
  entry.applied_by = who;
  entry.tool = tool_name();
  OpenTransaction transaction(session);
  session.execute(ledger.sql().set_state("mark", mark ? text_of(*mark) : ""));
  ledger.record({entry});
  transaction.commit();
}

bool is_meant(const Mark& mark, const Identity& identity) {
  return mark.place.empty() || identity.lasting.empty() || mark.place == identity.lasting;
}

}  // namespace syncline
