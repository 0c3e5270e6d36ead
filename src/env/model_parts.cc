#include "env/model_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "base/text.h"
#include "env/definition.h"

namespace syncline {

namespace {

/// A statement and where its author wrote it.
struct Written {
  Statement statement;  ///< its place's file is `mark` while it runs
  const ModelPart* part;
  Place place;
  std::string what;  ///< "class User"; "" in a file of SQL
  std::optional<Definition> definition;

  std::string where() const {
    const std::string at = place.file.empty() ? part->name : place.text();
    return what.empty() ? at : fmt::format("{} ({})", at, what);
  }
};

/// Stands for a file while a statement runs, so that an error leads back to the statement.
std::string mark(std::size_t number) { return fmt::format("\x01{}", number); }

std::vector<Written> written_in(const ModelPart& part, const Dialect& dialect, std::size_t first,
                                std::vector<std::string>& notes) {
  std::vector<Written> result;
  const auto take = [&](Script script, const Place* place, const std::string& what) {
    for (const std::string& note : script.notes) {
      notes.push_back(fmt::format("{}: {}", part.name, note));
    }
    for (Statement& statement : script.statements) {
      Written one{std::move(statement), &part, {}, what, {}};
      one.place = place ? *place : one.statement.place;
      one.definition = definition_of(one.statement.text, dialect.syntax);
      one.statement.place.file = mark(first + result.size());
      result.push_back(std::move(one));
    }
  };
  for (const ExportedStatement& one : part.statements) {
    take(split_script(one.sql, one.what, dialect.syntax), &one.place, one.what);
  }
  if (part.statements.empty()) {
    take(split_script(part.sql, part.name, dialect.syntax), nullptr, "");
  }
  return result;
}

/// Where the same was made before; null: nowhere.
const Written* earlier(const std::vector<Written>& all, std::size_t index, const Dialect& dialect) {
  if (!all[index].definition) return nullptr;
  for (std::size_t i = 0; i < index; ++i) {
    if (all[i].definition &&
        same_object(*all[i].definition, *all[index].definition, dialect.usual_schema)) {
      return &all[i];
    }
  }
  return nullptr;
}

[[noreturn]] void refuse_second(const Written& first, const Written& second) {
  Error error(Failure::Input,
              fmt::format("{} is declared twice: in {} and in {}", second.definition->text(),
                          first.where(), second.where()));
  error.at(second.place);
  error.statement = second.statement.text;
  throw error.with_hint("keep one of them");
}

/// Where the server would keep silent: OR REPLACE in another source, with another text.
void refuse_silent_changes(const std::vector<Written>& all, const Dialect& dialect) {
  std::map<std::string, std::size_t> last;  // for speed: by name alone
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!all[i].definition) continue;
    const bool seen = !last.try_emplace(all[i].definition->name, i).second;
    if (!seen || !all[i].definition->replaces) continue;
    const Written* first = earlier(all, i, dialect);
    if (!first || first->part->source == all[i].part->source) continue;
    const auto meaning = [&](const Written& one) {
      return folded(one.statement.text, dialect.syntax);
    };
    if (meaning(*first) != meaning(all[i])) refuse_second(*first, all[i]);
  }
}

/// The error with the user's own place in it.
[[noreturn]] void throw_told(Error error, const std::vector<Written>& all, const Dialect& dialect) {
  if (!error.place || !error.place->file.starts_with("\x01")) throw error;
  const auto index = number_in<std::size_t>(std::string_view(error.place->file).substr(1));
  const Written& one = all.at(index);
  if (std::string_view(error.what()).find("already exists") != std::string_view::npos) {
    if (const Written* first = earlier(all, index, dialect)) refuse_second(*first, one);
  }
  if (one.what.empty()) {
    error.place->file = one.place.file;
    throw error;
  }
  const std::string what = one.place.file.empty() ? one.part->name + ", " + one.what : one.what;
  Error told(error.failure, fmt::format("{}: {}", what, error.what()));
  if (!one.place.file.empty()) told.at(one.place);
  told.hint = error.hint;
  told.statement = one.statement.text;
  told.sqlstate = error.sqlstate;
  told.detail = error.detail;
  told.position = error.position;
  throw told;
}

}  // namespace

std::string ModelPart::text() const {
  std::string all = sql;
  for (const ExportedStatement& one : statements) all.append(one.sql).append(";\n");
  return all;
}

void load_parts(const std::vector<ModelPart>& parts, const Dialect& dialect, Session& session,
                std::vector<std::string>& notes) {
  std::vector<Written> all;
  std::vector<std::size_t> ends;
  for (const ModelPart& part : parts) {
    for (Written& one : written_in(part, dialect, all.size(), notes)) {
      all.push_back(std::move(one));
    }
    ends.push_back(all.size());
  }
  refuse_silent_changes(all, dialect);
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    Script script;
    for (; begin < end; ++begin) script.statements.push_back(all[begin].statement);
    try {
      session.load(script, notes);
    } catch (Error& error) {
      throw_told(std::move(error), all, dialect);
    }
  }
}

}  // namespace syncline
