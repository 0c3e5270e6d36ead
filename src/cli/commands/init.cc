#include <fmt/format.h>

#include "adopt/surroundings.h"
#include "base/files.h"
#include "base/secret.h"
#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/context.h"
#include "cli/terminal.h"
#include "env/dialects.h"

namespace syncline {

namespace {

namespace fs = std::filesystem;

void make_folder(const fs::path& folder) {
  std::error_code code;
  fs::create_directories(folder, code);
  if (!code) return;
  throw Error(Failure::Input,
              fmt::format("cannot make the folder {}: {}", folder.string(), code.message()));
}

void refuse_secret(const std::string& url) {
  dialect_of(std::string_view(url)).display_url(url);  // tells masked() about its secrets
  if (masked(url) == url) return;
  throw Error(Failure::Refused, "a password does not belong into syncline.toml")
      .with_hint("leave --url out, and write url = { env = \"DATABASE_URL\" } with .env beside it");
}

int run(Context& context) {
  const Arguments& arguments = context.arguments();
  const fs::path file = arguments.text("--config", "syncline.toml");
  std::error_code none;
  if (fs::exists(file, none)) {
    throw Error(Failure::Refused,
                fmt::format("{} exists already; it is not overwritten", file.string()));
  }
  const auto url = arguments.text("--url");
  const fs::path folder = fs::absolute(file).parent_path();
  if (url) refuse_secret(*url);
  const Surroundings found = look_around(folder, !url);
  for (const Sight& one : found.sights) {
    print_aside(fmt::format("found {}: {}\n", one.file, one.what));
  }
  const std::string text = proposed_config(folder.filename().string(), url, found);
  if (arguments.flag("--dry-run")) {
    print(text);
    return 0;
  }
  write_file(file, text);
  const std::string revisions = revisions_folder(found);
  make_folder(folder / revisions);
  if (!found.models()) make_folder(folder / "schema");
  print(found.models() ? fmt::format("made {} and {}/\n", file.string(), revisions)
                       : fmt::format("made {}, {}/ and schema/\n", file.string(), revisions));
  print("\nNext:\n");
  const std::vector<std::string> steps = next_steps(found, url || found.has_database());
  for (const std::string& step : steps) print(fmt::format("  {}\n", step));
  return 0;
}

constexpr Option options[] = {
    {"--dry-run", "", "", "only print the syncline.toml that would be written"},
};

}  // namespace

const CommandSpec init_command = {
    .name = "init",
    .alias = "",
    .group = "Begin",
    .summary = "Write a commented syncline.toml, migrations/ and schema/",
    .about =
        "Begins a project in the working directory. Looks around first: for the url of a database\n"
        "(DATABASE_URL, .env, a file of SQLite), for models (SQLAlchemy, Prisma, Drizzle, Rails,\n"
        "folders of SQL) and for the migrations of other tools, and proposes settings that fit.\n"
        "Nothing that it finds is run, and no database is touched. Refuses to overwrite a\n"
        "syncline.toml; folders that exist are left as they are. --url becomes the first\n"
        "environment, local.",
    .examples =
        "syncline init\n"
        "syncline init --dry-run\n"
        "syncline init --url sqlite:local.db\n"
        "syncline init --url postgresql://localhost/rally",
    .operands = {},
    .options = options,
    .run = run,
};

}  // namespace syncline
