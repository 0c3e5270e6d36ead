#include "postgres/kinds/routine_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "postgres/kinds/writing.h"
#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

/// Settings whose value is a list of names: the server keeps it as one text, already quoted.
/// Source: PostgreSQL manual, 20.1; these are the settings of the type "list of quoted names".
constexpr std::array<std::string_view, 6> list_settings = {
    "local_preload_libraries",  "search_path",      "session_preload_libraries",
    "shared_preload_libraries", "temp_tablespaces", "unix_socket_directories"};

/// The names in a list like: "$user", public
std::vector<std::string> listed_names(std::string_view list) {
  std::vector<std::string> names;
  while (!list.empty()) {
    std::size_t end = 0;
    for (bool quoted = false; end < list.size() && (quoted || list[end] != ','); ++end) {
      if (list[end] == '"') quoted = !quoted;
    }
    std::string_view name = trim(list.substr(0, end));
    const bool quoted = name.size() >= 2 && name.front() == '"';
    names.push_back(quoted ? replace_all(name.substr(1, name.size() - 2), "\"\"", "\"")
                           : std::string(name));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return names;
}

/// "search_path=public, pg_temp" as SET search_path TO 'public', 'pg_temp'.
std::string setting_clause(const std::string& setting) {
  const std::size_t equals = setting.find('=');
  const std::string name = setting.substr(0, equals), value = setting.substr(equals + 1);
  std::vector<std::string> texts;
  if (std::find(list_settings.begin(), list_settings.end(), name) != list_settings.end()) {
    for (const std::string& item : listed_names(value)) texts.push_back(quote_text(item));
  }
  if (texts.empty()) texts.push_back(quote_text(value));
  return fmt::format("SET {} TO {}", quote_name(name), join(texts, ", "));
}

/// `body` in dollar quotes that do not occur in it.
std::string dollar_quoted(const std::string& body) {
  std::string tag = "$$";
  for (int i = 0; (body + tag).find(tag) != body.size(); ++i) {
    tag = i == 0 ? "$body$" : fmt::format("$body{}$", i);
  }
  return tag + body + tag;
}

std::string body_clause(const Object& routine) {
  if (const std::string& parsed = routine.text("sql_body"); !parsed.empty()) return parsed;
  const std::string& library = routine.text("library");
  if (library.empty()) return "AS " + dollar_quoted(routine.text("body"));
  return fmt::format("AS {}, {}", quote_text(library), quote_text(routine.text("body")));
}

}  // namespace

std::string routine_name(const Object& routine) {
  return fmt::format("{} {}.{}", upper(std::string(routine.id.kind())),
                     quote_name(routine.id.path()[0]), routine.id.name());
}

std::string routine_statement(const Object& routine, std::string_view verb) {
  std::vector<std::string> lines;
  lines.push_back(fmt::format("{} {} {}.{}({})", verb, upper(std::string(routine.id.kind())),
                              quote_name(routine.id.path()[0]), leading_name(routine.id.name()),
                              routine.text("arguments")));
  const auto add = [&](bool wanted, std::string text) {
    if (wanted) lines.push_back(std::move(text));
  };
  const std::string &result = routine.text("result"), &cost = routine.text("cost"),
                    &count = routine.text("rows"), &support = routine.text("support"),
                    &parallel = routine.text("parallel");
  add(!result.empty(), "RETURNS " + result);
  add(true, "LANGUAGE " + quote_name(routine.text("language")));
  std::vector<std::string> transforms;
  for (const std::string& type : routine.list("transforms"))
    transforms.push_back("FOR TYPE " + type);
  add(!transforms.empty(), "TRANSFORM " + join(transforms, ", "));
  add(routine.flag("window"), "WINDOW");
  add(!routine.text("volatility").empty(), upper(routine.text("volatility")));
  add(routine.flag("leakproof"), "LEAKPROOF");
  add(routine.flag("strict"), "STRICT");
  add(routine.flag("security_definer"), "SECURITY DEFINER");
  add(!parallel.empty(), "PARALLEL " + upper(parallel));
  add(!cost.empty(), "COST " + cost);
  add(!count.empty(), "ROWS " + count);
  add(!support.empty(), "SUPPORT " + support);
  for (const std::string& setting : routine.list("config"))
    lines.push_back(setting_clause(setting));
  lines.push_back(body_clause(routine));
  return join(lines, "\n");
}

}  // namespace syncline::postgres
