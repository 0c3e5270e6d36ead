#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "env/config_toml.h"

namespace syncline {

namespace {

constexpr std::array history_keys{
    KeyRule{"tool",
            [](const toml::node& n, ConfigTarget& t) {
              t.project.history.tool = text(n, t);
              if (t.project.history.known()) return;
              std::vector<std::string> known;
              for (const ForeignTool& one : foreign_tools()) known.emplace_back(one.name);
              throw wrong(n, t, fmt::format("unknown tool \"{}\"", t.project.history.tool))
                  .with_hint("known are: " + join(known, ", "));
            }},
    KeyRule{"table",
            [](const toml::node& n, ConfigTarget& t) { t.project.history.table = text(n, t); }},
    KeyRule{"alembic_version",
            [](const toml::node& n, ConfigTarget& t) {
              const std::string word = text(n, t);
              if (word != "keep" && word != "leave") {
                throw wrong(n, t, "alembic_version is \"keep\" or \"leave\"");
              }
              t.project.history.keep_alembic = word == "keep";
            }},
};

}  // namespace

void take_history(const toml::node& node, ConfigTarget& target) {
  take_section(node, target, "history", history_keys);
  ForeignSettings& history = target.project.history;
  if (history.tool.empty() && history.keep_alembic) history.tool = "alembic";
  if (history.keep_alembic && history.tool != "alembic") {
    throw wrong(node, target,
                fmt::format("alembic_version cannot be kept in a history of {}", history.tool));
  }
  if (history.tool.empty() && !history.table.empty()) {
    throw wrong(node, target, "[history] has a table, and no tool that it belongs to");
  }
}

}  // namespace syncline
