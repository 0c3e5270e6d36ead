#include <fmt/format.h>

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

constexpr std::string_view config_head = R"([project]
name = "{name}"
migrations = "migrations"            # the folder of revisions
{dialect}
[models]                             # what the project declares; several add up
sql = ["schema/"]                    # .sql files, and folders of them
# program = "node print-schema.js"   # a program that prints SQL

# [scope]                            # what is ours; everything else is left alone and counted
# schemas = ["public"]
# ignore = ["table public.spatial_ref_sys"]

# [scratch]
# url = "postgresql://localhost/postgres"   # where scratch databases are made; without it: privately

)";

constexpr std::string_view config_environment = R"([environments.local]
role = "development"                 # development, test, staging, production
url = "{url}"

)";

constexpr std::string_view config_tail = R"(# [environments.production]
# role = "production"
# url = {{ env = "DATABASE_URL" }}     # also {{ file = "…" }} and {{ command = "…" }}; .env is read
# confirm = "PRODUCTION"             # the word to be typed before it is changed
)";

std::string config_text(const std::string& name, const std::optional<std::string>& url) {
  // Without an environment nothing else would tell the dialect.
  const std::string dialect = url ? ""
                                  : fmt::format("# dialect = \"…\"                     # {}\n",
                                                join(dialect_names(), " or "));
  std::string text = fmt::format(config_head, fmt::arg("name", name), fmt::arg("dialect", dialect));
  if (url) {
    text +=
        fmt::format(config_environment,
                    fmt::arg("url", replace_all(replace_all(*url, "\\", "\\\\"), "\"", "\\\"")));
  } else {
    text += "# [environments.local]\n# role = \"development\"\n# url = \"sqlite:local.db\"\n\n";
  }
  return text + fmt::format(config_tail);
}

void make_folder(const fs::path& folder) {
  std::error_code code;
  fs::create_directories(folder, code);
  if (!code) return;
  throw Error(Failure::Input,
              fmt::format("cannot make the folder {}: {}", folder.string(), code.message()));
}

int run(Context& context) {
  const fs::path file = context.arguments().text("--config", "syncline.toml");
  std::error_code none;
  if (fs::exists(file, none)) {
    throw Error(Failure::Refused,
                fmt::format("{} exists already; it is not overwritten", file.string()));
  }
  const auto url = context.arguments().text("--url");
  const fs::path folder = fs::absolute(file).parent_path();
  if (url) {
    dialect_of(std::string_view(*url)).display_url(*url);  // tells masked() about its secrets
    if (masked(*url) != *url) {
      throw Error(Failure::Refused, "a password does not belong into syncline.toml")
          .with_hint(
              "leave --url out, and write url = { env = \"DATABASE_URL\" } with .env beside it");
    }
  }
  write_file(file, config_text(folder.filename().string(), url));
  make_folder(folder / "migrations");
  make_folder(folder / "schema");
  print(
      fmt::format("made {}, migrations/ and schema/\n\nNext:\n"
                  "  write CREATE statements into schema/*.sql\n"
                  "  syncline generate -m \"First tables\"\n"
                  "  syncline upgrade\n",
                  file.string()));
  return 0;
}

}  // namespace

const CommandSpec init_command = {
    .name = "init",
    .alias = "",
    .group = "Begin",
    .summary = "Write a commented syncline.toml, migrations/ and schema/",
    .about =
        "Begins a project in the working directory. Refuses to overwrite a syncline.toml; folders\n"
        "that exist are left as they are. --url becomes the first environment, local.",
    .examples =
        "syncline init\n"
        "syncline init --url sqlite:local.db\n"
        "syncline init --url postgresql://localhost/rally",
    .operands = {},
    .options = {},
    .run = run,
};

}  // namespace syncline
