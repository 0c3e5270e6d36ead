#include "lint/practice.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "lint/rules.h"

namespace syncline {

namespace {

constexpr std::string_view long_name = "long-name";

constexpr std::array table{
    Practice{"no-primary-key", "a table without a primary key",
             "a row cannot be named, replicated or updated by itself",
             "add one; where nothing else fits, a column that the server counts", false,
             lint::no_primary_key},
    Practice{"foreign-key-without-index", "a foreign key whose columns begin no index",
             "deleting or changing the other row reads this whole table, with locks held",
             "make an index that starts with these columns", false,
             lint::foreign_key_without_index},
    Practice{"duplicate-index", "an index that is the same as another",
             "every write keeps both up to date, and no query needs both", "drop one", false,
             lint::duplicate_index},
    Practice{"covered-index", "an index whose columns begin another index",
             "the longer one answers the same queries", "drop the shorter one", false,
             lint::covered_index},
    Practice{"timestamp-without-time-zone", "a timestamp that does not say when",
             "the same value means another moment on every client", "use timestamptz", true,
             lint::timestamp_without_zone},
    Practice{"time-with-time-zone", "a time of day with a time zone",
             "the offset says nothing without a date: summer time is lost",
             "use timestamptz or time", true, lint::time_with_zone},
    Practice{"varchar-length", "a length that is not needed to store the text",
             "it is no faster than text, and to change it means to wait for locks",
             "use text, with a CHECK where the length matters", true, lint::varchar_length},
    Practice{"char-padding", "text that is filled up with blanks",
             "the blanks are stored, and compared in some places but not in others", "use text",
             true, lint::padded_text},
    Practice{"plain-json", "json that is kept as text",
             "it is parsed at every use, has no equality and no useful index", "use jsonb", true,
             lint::plain_json},
    Practice{"money", "the type money", "what its values mean hangs on a setting of the server",
             "use numeric, with the currency beside it", true, lint::money},
    Practice{"nullable-boolean", "a boolean that may be neither true nor false",
             "conditions that forget the third value are wrong for such rows",
             "make it NOT NULL, with a default", false, lint::nullable_boolean},
    Practice{"serial", "a column of type serial",
             "its sequence is an object with rights of its own, and inserts may pass it by",
             "use GENERATED ALWAYS AS IDENTITY", true, lint::serial},
    Practice{"reserved-name", "a name that is a key word",
             "it must be quoted wherever it is written", "choose another name", false,
             lint::reserved_name},
    Practice{long_name, "a name that is longer than the server keeps",
             "the server cuts it, and two names that begin alike become one",
             "choose a shorter name"},
};

void check_rule(std::string_view name) {
  std::vector<std::string> known;
  for (const Practice& one : table) {
    if (one.name == name) return;
    known.emplace_back(one.name);
  }
  const std::string near = nearest(name, known);
  throw Error(Failure::Config, fmt::format("there is no practice \"{}\"", name))
      .at({"syncline.toml"})
      .with_hint(near.empty() ? "known are: " + join(known, ", ")
                              : fmt::format("did you mean \"{}\"?", near));
}

void check_options(const PracticeOptions& options) {
  for (const std::string& name : options.off) check_rule(name);
  for (const std::string& pattern : options.ignore) {
    const std::string rule = pattern.substr(0, pattern.find(' '));
    if (rule.find_first_of("*?") == std::string::npos) check_rule(rule);
  }
}

/// The object, or one that it stands below.
bool ignored(const Catalog& catalog, std::string_view rule, const Object& object,
             const PracticeOptions& options) {
  for (const Object* at = &object; at; at = catalog.find(at->parent)) {
    const std::string path = join(at->id.path(), ".");
    for (const std::string& pattern : options.ignore) {
      if (glob_match(pattern, fmt::format("{} {} {}", rule, at->id.kind(), path)) ||
          glob_match(pattern, fmt::format("{} {}", rule, path))) {
        return true;
      }
    }
  }
  return false;
}

bool is_off(const Practice& practice, const PracticeOptions& options) {
  return std::ranges::find(options.off, practice.name) != options.off.end();
}

}  // namespace

std::span<const Practice> practices() { return table; }

std::vector<PracticeFinding> find_practices(const Catalog& catalog, const Dialect& dialect,
                                            const PracticeOptions& options) {
  check_options(options);
  std::vector<PracticeFinding> findings;
  for (const Practice& practice : table) {
    if (!practice.look || is_off(practice, options)) continue;
    if (practice.of_types && dialect.types_are_hints) continue;
    practice.look(
        {catalog, dialect, [&](const Object& object, std::string message) {
           if (ignored(catalog, practice.name, object, options)) return;
           findings.push_back({&practice, object.id, object.parent, std::move(message), {}});
         }});
  }
  return findings;
}

std::vector<PracticeFinding> long_names(std::string_view sql, const std::string& file,
                                        const Dialect& dialect, const PracticeOptions& options) {
  const auto practice = std::ranges::find(table, long_name, &Practice::name);
  std::vector<PracticeFinding> findings;
  if (dialect.longest_name == 0 || is_off(*practice, options)) return findings;
  for (const lint::LongName& one : lint::names_over(sql, file, dialect)) {
    const bool left = std::ranges::any_of(options.ignore, [&](const std::string& pattern) {
      return glob_match(pattern, fmt::format("{} {}", long_name, one.name));
    });
    if (left) continue;
    findings.push_back({&*practice,
                        {},
                        {},
                        fmt::format("{} has {} bytes; the server keeps {}", one.name,
                                    one.name.size(), dialect.longest_name),
                        one.place});
  }
  return findings;
}

}  // namespace syncline
