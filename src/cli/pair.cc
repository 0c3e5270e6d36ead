#include "cli/pair.h"

#include <fmt/format.h>

#include "base/text.h"
#include "env/dialects.h"

namespace syncline {

const Dialect& dialect_for(Context& context, const Source& source, const Source* other) {
  if (const auto name = context.arguments().text("--dialect")) return dialect_named(*name);
  const Dialect* first = dialect_of(source);
  const Dialect* second = other ? dialect_of(*other) : nullptr;
  if (first && second && first != second) {
    throw Error(Failure::Usage,
                fmt::format("{} is {} and {} is {}: two dialects cannot be compared", source.text,
                            first->name, other->text, second->name));
  }
  if (first || second) return first ? *first : *second;
  if (const Project* project = context.project_if_any()) return dialect_of(*project);
  if (const auto url = context.arguments().text("--scratch")) {
    return dialect_of(std::string_view(*url));
  }
  throw Error(Failure::Usage,
              fmt::format("nothing tells which dialect {} is written in", source.text))
      .with_hint(fmt::format("say it with --dialect: {}", join(dialect_names(), " or ")));
}

LoadedPair load_pair(Context& context, const std::string& from, const std::string& to) {
  const Project* project = context.project_if_any();
  const Source first = parse_source(from, project), second = parse_source(to, project);
  LoadedPair pair;
  pair.dialect = &dialect_for(context, first, &second);
  Workshop& workshop = context.workshop(*pair.dialect);
  const bool second_is_live = second.sort == Source::Sort::Database;
  if (second_is_live) pair.to = load(second, project, workshop);
  pair.from = load(first, project, workshop);
  if (!second_is_live) pair.to = load(second, project, workshop);
  return pair;
}

}  // namespace syncline
