#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "adopt/formats.h"
#include "base/text.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view header = "--liquibase formatted sql";

/// "-- changeset a" and "--changeset a" say the same: the words behind it, or nothing.
std::optional<std::string> words_after(std::string_view line, std::string_view name) {
  line = trim(line);
  if (!line.starts_with("--")) return {};
  line = trim(line.substr(2));
  if (!starts_with_nocase(line, name)) return {};
  line.remove_prefix(name.size());
  if (!line.empty() && line.front() != ' ' && line.front() != ':') return {};
  return std::string(trim(line));
}

bool is_formatted(const std::string& text) {
  const std::string first = text.substr(0, text.find('\n'));
  return words_after(first, "liquibase formatted sql").has_value();
}

/// "dbms:postgresql", with quotes around values that hold blanks.
std::string attribute(const std::string& words, const std::string& name) {
  const std::size_t at = lower(words).find(" " + lower(name) + ":");
  if (at == words.npos) return "";
  std::string value = words.substr(at + name.size() + 2);
  const char quote = value.empty() ? ' ' : value.front();
  if (quote == '"' || quote == '\'') return value.substr(1, value.find(quote, 1) - 1);
  return value.substr(0, value.find(' '));
}

/// One file.
class Changelog {
 public:
  Changelog(fs::path file, std::string_view dialect, std::set<std::string>& taken,
            ForeignHistory& history)
      : file_(std::move(file)), dialect_(dialect), taken_(taken), history_(history) {}

  void read(const std::string& text) {
    const std::vector<std::string> lines = split(text, '\n');
    for (line_ = 1; line_ <= lines.size(); ++line_) take(lines[line_ - 1]);
    end();
  }

 private:
  void take(const std::string& line) {
    if (const auto words = words_after(line, "changeset")) {
      end();
      return begin(*words);
    }
    if (!open_) return;
    if (const auto words = words_after(line, "rollback")) {
      if (lower(*words) == "empty" || lower(*words) == "not required") {
        down_ = down_.value_or("");
      } else {
        down_ = down_.value_or("") + *words + "\n";
      }
      return pad(line);
    }
    if (const auto words = words_after(line, "comment")) {
      if (current_.message.empty()) {
        current_.message = trim(words->starts_with(":") ? words->substr(1) : *words);
      }
    }
    for (const char* name : {"preconditions", "precondition-sql-check", "property"}) {
      if (words_after(line, name)) note(fmt::format("its {} is not looked at", name));
    }
    text_ += line + "\n";
  }

  /// Lines that are taken out stay as empty ones, so that places are right.
  void pad(const std::string&) { text_ += "\n"; }

  void begin(const std::string& words) {
    const std::string name = words.substr(0, words.find(' '));
    const std::size_t colon = name.find(':');
    if (colon == name.npos) {
      throw Error(Failure::Input, fmt::format("\"{}\" names no author and id", words))
          .at({file_.string(), static_cast<int>(line_)})
          .with_hint("a changeset begins with: --changeset author:id");
    }
    open_ = true;
    current_ = {};
    current_.id = as_revision_id(name.substr(0, colon) + "-" + name.substr(colon + 1));
    current_.file = file_;
    text_ = std::string(line_, '\n');
    down_.reset();
    outside_ = lower(attribute(words, "runInTransaction")) == "false";
    wanted_ = fits(attribute(words, "dbms"));
    for (const char* one : {"runOnChange", "runAlways"}) {
      if (lower(attribute(words, one)) == "true") note("it ran again and again; it runs once here");
    }
    for (const char* one : {"context", "contextFilter", "labels"}) {
      if (!attribute(words, one).empty()) note(fmt::format("its {} is not known here", one));
    }
    const std::string delimiter = attribute(words, "endDelimiter");
    if (!delimiter.empty() && delimiter != ";") {
      throw Error(Failure::Input, fmt::format("statements end with \"{}\", which a revision cannot "
                                              "know",
                                              delimiter))
          .at({file_.string(), static_cast<int>(line_)})
          .with_hint("let them end with ; in a copy of the file, and import that");
    }
  }

  bool fits(const std::string& dbms) const {
    if (dbms.empty()) return true;
    bool only_not = true;
    for (const std::string& raw : split(dbms, ',')) {
      const std::string one(trim(raw));
      if (one == "all" || one == dialect_) return true;
      if (one == "!" + std::string(dialect_)) return false;
      only_not = only_not && one.starts_with("!");
    }
    return only_not;
  }

  void end() {
    if (!open_) return;
    open_ = false;
    if (!wanted_) return note("it is for another dbms, and was passed over");
    if (!taken_.insert(current_.id).second) {
      throw Error(Failure::Input, fmt::format("changeset {} is there twice", current_.id))
          .at({file_.string()})
          .with_hint("a revision needs an id of its own: author and id together");
    }
    const std::size_t block = text_.find("/* liquibase rollback");
    if (block != text_.npos && !down_) {
      const std::size_t start = text_.find('\n', block), stop = text_.find("*/", block);
      if (start != text_.npos && stop != text_.npos && start < stop) {
        down_ = text_.substr(start, stop - start);
      }
    }
    current_.up = {{file_, text_, outside_}};
    if (down_) current_.down = {{file_, *down_, outside_}};
    history_.migrations.push_back(std::move(current_));
  }

  void note(std::string_view text) {
    history_.notes.push_back(
        fmt::format("{}, changeset {}: {}", file_.filename().string(), current_.id, text));
  }

  const fs::path file_;
  std::string_view dialect_;
  std::set<std::string>& taken_;
  ForeignHistory& history_;
  std::size_t line_ = 0;
  bool open_ = false, outside_ = false, wanted_ = true;
  ForeignMigration current_;
  std::string text_;
  std::optional<std::string> down_;
};

}  // namespace

ForeignHistory read_liquibase(const fs::path& place, std::string_view dialect) {
  std::vector<fs::path> files;
  if (fs::is_directory(place)) {
    for (const auto& entry : fs::recursive_directory_iterator(place)) {
      if (entry.path().extension() == ".sql") files.push_back(entry.path());
    }
    std::ranges::sort(files);
  } else {
    files.push_back(place);
  }
  ForeignHistory history;
  std::set<std::string> taken;
  for (const fs::path& file : files) {
    const std::string text = foreign_text(file);
    if (is_formatted(text)) {
      Changelog(file, dialect, taken, history).read(text);
    } else {
      history.notes.push_back(fmt::format("{} does not begin with \"{}\", and was passed over",
                                          file.filename().string(), header));
    }
  }
  return history;
}

}  // namespace syncline
