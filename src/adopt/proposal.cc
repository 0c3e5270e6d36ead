#include <fmt/format.h>

#include "adopt/surroundings.h"
#include "base/text.h"
#include "env/dialects.h"

namespace syncline {

namespace {

std::string in_quotes(std::string_view text) {
  return '"' + replace_all(replace_all(text, "\\", "\\\\"), "\"", "\\\"") + '"';
}

std::string list_of(const std::vector<std::string>& texts) {
  std::vector<std::string> words;
  for (const std::string& one : texts) words.push_back(in_quotes(one));
  return "[" + join(words, ", ") + "]";
}

/// "key = value   # why", with the comments below each other.
std::string line(const std::string& setting, std::string_view comment) {
  return fmt::format("{:<36} # {}\n", setting, comment);
}

std::string project_section(const std::string& name, bool has_url, const Surroundings& found) {
  std::string text = "[project]\nname = " + in_quotes(name) + "\n";
  text += line("migrations = " + in_quotes(revisions_folder(found)), "the folder of revisions");
  if (!has_url) {
    // Without an environment nothing else would tell the dialect.
    text += line("# dialect = \"…\"", join(dialect_names(), " or "));
  }
  return text + "\n";
}

std::string models_section(const Surroundings& found) {
  std::string text = line("[models]", "what the project declares; several add up");
  if (!found.models()) {
    text += line("sql = [\"schema/\"]", ".sql files, and folders of them");
    text += line("# program = \"node print-schema.js\"", "a program that prints SQL");
  }
  if (!found.sqlalchemy.empty()) {
    text += line("sqlalchemy = " + in_quotes(found.sqlalchemy.front()),
                 "a module that imports all tables, and its base");
  }
  if (!found.sql.empty()) {
    text += line("sql = " + list_of(found.sql), ".sql files, and folders of them");
  }
  if (!found.program.empty()) text += "program = " + in_quotes(found.program) + "\n";
  return text + "\n";
}

std::string environments_section(const std::optional<std::string>& url, const Surroundings& found) {
  std::string text;
  const std::string role = line("role = \"development\"", "development, test, staging, production");
  if (!url && !found.variable.empty()) {
    text += "[environments.local]\n" + role;
    text += line(fmt::format("url = {{ env = \"{}\" }}", found.variable), ".env is read");
  } else if (url || !found.url.empty()) {
    text += "[environments.local]\n" + role + "url = " + in_quotes(url ? *url : found.url) + "\n";
  } else {
    text += "# [environments.local]\n# role = \"development\"\n# url = \"sqlite:local.db\"\n";
  }
  return text + "\n";
}

constexpr std::string_view hints =
    R"(# [scope]                            # what is ours; everything else is left alone and counted
# schemas = ["public"]
# ignore = ["table public.spatial_ref_sys"]

# [scratch]
# url = "postgresql://localhost/postgres"   # where scratch databases are made; without it: privately

)";

constexpr std::string_view production = R"(# [environments.production]
# role = "production"
# url = { env = "DATABASE_URL" }     # also { file = "…" } and { command = "…" }; .env is read
# confirm = "PRODUCTION"             # the word to be typed before it is changed
)";

}  // namespace

std::string proposed_config(const std::string& name, const std::optional<std::string>& url,
                            const Surroundings& found) {
  const bool has_url = url || !found.variable.empty() || !found.url.empty();
  return project_section(name, has_url, found) + models_section(found) + std::string(hints) +
         environments_section(url, found) + std::string(production);
}

std::vector<std::string> next_steps(const Surroundings& found, bool has_url) {
  std::vector<std::string> steps;
  if (!found.tool.empty()) {
    steps.push_back("syncline import " + found.tool +
                    (found.history.empty() ? "" : " " + found.history));
    if (!found.models()) {
      steps.emplace_back("syncline inspect migrations@heads > schema/schema.sql");
    }
    steps.emplace_back("syncline check");
    return steps;
  }
  const bool existing = has_url && found.has_database();
  if (existing) {
    steps.emplace_back("syncline baseline");
    steps.emplace_back(found.models() ? "syncline check"
                                      : "syncline inspect env:local > schema/schema.sql");
    return steps;
  }
  if (!found.models()) steps.emplace_back("write CREATE statements into schema/*.sql");
  steps.emplace_back("syncline generate -m \"First tables\"");
  steps.emplace_back("syncline upgrade");
  return steps;
}

}  // namespace syncline
