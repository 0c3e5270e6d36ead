#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/look_options.h"
#include "cli/output.h"
#include "cli/table.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

int run_list(Context& context) {
  const Project& project = context.project();
  Data::List list;
  std::vector<TableRow> rows{{"ENVIRONMENT", "ROLE", "URL", "TAGS", "DEFAULT"}};
  const auto chosen = chosen_environments(project, "", context.arguments().text("--tag", ""));
  for (const Environment* one : chosen) {
    const bool is_default = one->name == project.default_environment;
    const Data apply = one->apply_url ? Data(origin_of(*one->apply_url)) : Data();
    list.push_back(Data::Record{{"name", one->name},
                                {"role", role_name(one->role)},
                                {"url", origin_of(one->url)},
                                {"apply_url", apply},
                                {"schemas", one->schemas},
                                {"tags", one->tags},
                                {"default", is_default},
                                {"confirm", Data::text_or_null(one->confirm)}});
    rows.push_back({one->name, std::string(role_name(one->role)), origin_of(one->url),
                    join(one->tags, ", "), is_default ? "default" : ""});
    if (one->apply_url) rows.push_back({"", "", "to apply: " + origin_of(*one->apply_url)});
  }
  if (context.json()) {
    print_json(list);
  } else {
    print(rows.size() == 1 ? "no environments\n" : table_text(rows));
  }
  return 0;
}

constexpr Option list_options[] = {tag_option};

}  // namespace

const CommandSpec env_list_command = {
    .name = "env list",
    .alias = "",
    .group = "Environments",
    .summary = "The environments of the project",
    .about = "Connects to nothing.",
    .examples =
        "syncline env list\n"
        "syncline env list --tag eu --json",
    .operands = {},
    .options = list_options,
    .run = run_list,
};

}  // namespace syncline
