#include "adopt/surroundings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "base/files.h"
#include "base/secret.h"
#include "base/text.h"
#include "env/dialects.h"
#include "env/dotenv.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

constexpr int deepest = 6;
constexpr std::size_t most_files = 20'000;
constexpr std::uintmax_t longest = 1'000'000;  // bytes of a file that is looked into

/// What belongs to a package manager, an environment or a build.
bool passed_over(const std::string& name) {
  constexpr std::string_view names[] = {"node_modules",  "venv",   "env",
                                        "__pycache__",   "target", "vendor",
                                        "site-packages", "build",  "dist"};
  return name.starts_with(".") || std::ranges::find(names, name) != std::end(names);
}

/// Paths below the folder, relative to it, in order.
std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code problem;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied,
                                      problem);
  for (const fs::recursive_directory_iterator end; !problem && at != end; at.increment(problem)) {
    const std::string name = at->path().filename().string();
    if (at->is_directory(problem)) {
      if (passed_over(name) || at.depth() + 1 >= deepest) at.disable_recursion_pending();
    } else if (files.size() < most_files) {
      files.push_back(at->path().lexically_relative(folder));
    }
  }
  std::ranges::sort(files);
  return files;
}

std::string text_of(const fs::path& file) {
  std::error_code problem;
  const std::uintmax_t size = fs::file_size(file, problem);
  if (problem || size > longest) return "";
  try {
    return read_file(file);
  } catch (const Error&) {
    return "";  // what cannot be read is not there
  }
}

bool has_line(const std::string& text, std::string_view beginning) {
  for (const std::string& line : split(text, '\n')) {
    if (starts_with_nocase(trim(line), beginning)) return true;
  }
  return false;
}

/// One way to know a history: a file whose name fits and, where it says more, that holds a line.
struct HistoryMark {
  std::string_view tool, pattern;  ///< of the path in the project
  std::string_view line;           ///< in the file begins so; empty: the name is enough
  int up;                          ///< folders from the file to what `import` is given; -1: nothing
};
constexpr HistoryMark history_marks[] = {
    {"alembic", "alembic.ini", "", -1},
    {"alembic", "*/alembic.ini", "", 1},
    {"sqitch", "sqitch.plan", "", 1},
    {"sqitch", "*/sqitch.plan", "", 1},
    {"graphile-migrate", "*migrations/committed/*.sql", "--! Hash:", 2},
    {"dbmate", "*migrations/*.sql", "-- migrate:up", 1},
    {"goose", "*.sql", "-- +goose Up", 1},
    {"golang-migrate", "*.up.sql", "", 1},
    {"diesel", "*migrations/*/up.sql", "", 2},
    {"flyway", "*V[0-9]*__*.sql", "", 1},
    {"liquibase", "*.sql", "--liquibase formatted sql", 1},
};

/// glob_match() knows no [0-9]; the only pattern that has it is Flyway's.
bool path_fits(const HistoryMark& mark, const fs::path& file) {
  if (mark.tool != "flyway") return glob_match(mark.pattern, file.generic_string());
  const std::string name = file.filename().string();
  return name.size() > 2 && name[0] == 'V' && name[1] >= '0' && name[1] <= '9' &&
         name.find("__") != name.npos && name.ends_with(".sql");
}

/// Looks at one folder.
class Look {
 public:
  explicit Look(const fs::path& folder) : folder_(folder), files_(files_below(folder)) {}

  Surroundings around(bool databases) {
    find_history();
    if (databases) find_variable();
    find_sqlalchemy();
    find_other_models();
    find_sql();
    if (databases && found_.variable.empty()) find_url();
    return std::move(found_);
  }

 private:
  bool has(std::string_view file) const {
    return std::ranges::find(files_, fs::path(file)) != files_.end();
  }
  std::string text(const fs::path& file) const { return text_of(folder_ / file); }
  void see(const fs::path& file, std::string what) {
    found_.sights.push_back({file.generic_string(), std::move(what)});
  }

  void find_history();
  void find_variable();
  void find_url();
  void find_sqlalchemy();
  fs::path passing_on(const fs::path& file, const std::string& base) const;
  void find_other_models();
  void find_sql();

  const fs::path& folder_;
  std::vector<fs::path> files_;
  Surroundings found_;
};

void Look::find_history() {
  for (const HistoryMark& mark : history_marks) {
    for (const fs::path& file : files_) {
      if (!path_fits(mark, file)) continue;
      if (!mark.line.empty() && !has_line(text(file), mark.line)) continue;
      found_.tool = mark.tool;
      fs::path place = file;
      for (int i = 0; i < mark.up; ++i) place = place.parent_path();
      if (mark.up >= 0) found_.history = place.empty() ? "." : place.generic_string();
      return see(mark.up < 0 || place.empty() ? file : place,
                 fmt::format("a history of {}", mark.tool));
    }
  }
}

void Look::find_variable() {
  constexpr std::string_view names[] = {"DATABASE_URL", "DATABASE_PUBLIC_URL", "DB_URL",
                                        "POSTGRES_URL", "SQLALCHEMY_DATABASE_URI"};
  std::map<std::string, std::string> dotenv;
  if (fs::exists(folder_ / ".env")) dotenv = load_dotenv(folder_ / ".env");
  for (const std::string_view name : names) {
    const char* own = std::getenv(std::string(name).c_str());
    const auto kept = dotenv.find(std::string(name));
    if (!own && kept == dotenv.end()) continue;
    const std::string url = own ? own : kept->second;
    const std::string where = own ? "the environment" : ".env";
    if (!is_url(url)) {
      see(where, fmt::format("{}, whose url is of no database that syncline knows", name));
      continue;
    }
    found_.variable = name;
    return see(where, fmt::format("the url of a database, {}", name));
  }
}

/// What alembic.ini says, where it holds no password; else a file of SQLite.
void Look::find_url() {
  for (const std::string& line : split(text("alembic.ini"), '\n')) {
    if (!line.starts_with("sqlalchemy.url")) continue;
    const std::size_t equals = line.find('=');
    const std::string url(trim(equals == line.npos ? "" : line.substr(equals + 1)));
    if (!is_url(url) || url.find("%(") != url.npos) continue;
    dialect_of(std::string_view(url)).display_url(url);
    if (masked(url) != url) continue;
    found_.url = url;
    return see("alembic.ini", "the url of a database");
  }
  for (const fs::path& file : files_) {
    const std::string kind = file.extension().string();
    if (kind != ".db" && kind != ".sqlite" && kind != ".sqlite3") continue;
    std::string head(15, '\0');
    const auto handle =
        std::unique_ptr<FILE, int (*)(FILE*)>(fopen((folder_ / file).c_str(), "rb"), fclose);
    if (!handle || fread(head.data(), 1, head.size(), handle.get()) != head.size()) continue;
    if (head != "SQLite format 3") continue;
    found_.url = "sqlite:" + file.generic_string();
    return see(file, "a database of SQLite");
  }
}

/// "Base" of "Base = declarative_base()" and of "class Base(DeclarativeBase):".
std::string base_in(const std::string& line) {
  const std::string text(trim(line));
  const std::size_t equals = text.find('=');
  std::string name;
  if (text.starts_with("class ") && text.find("(DeclarativeBase") != text.npos) {
    name = text.substr(6, text.find('(') - 6);
  } else if (equals != text.npos && (text.find("declarative_base(", equals) != text.npos ||
                                     text.find("MetaData(", equals) != text.npos)) {
    name = trim(text.substr(0, std::min(equals, text.find(':'))));
  }
  const bool plain = name.find_first_not_of(
                         "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                         "0123456789_") == name.npos;
  return plain ? name : "";
}

std::string module_of(fs::path file) {
  if (file.begin()->string() == "src") file = file.lexically_relative("src");
  if (file.filename() == "__init__.py") file = file.parent_path();
  return replace_all(file.replace_extension().generic_string(), "/", ".");
}

/// Of a base that stands alone, the module beside it that passes it on: that one has imported the
/// tables as well.
fs::path Look::passing_on(const fs::path& file, const std::string& base) const {
  for (const char* name : {"__init__.py", "models.py"}) {
    const fs::path other = file.parent_path() / name;
    if (other == file) return file;
    if (has(other.generic_string()) && text(other).find(base) != std::string::npos) return other;
  }
  return file;
}

void Look::find_sqlalchemy() {
  for (const fs::path& file : files_) {
    if (file.extension() != ".py" || file.filename() == "env.py") continue;
    const std::string path = "/" + file.generic_string();
    if (path.find("/tests/") != path.npos || path.find("/versions/") != path.npos) continue;
    const std::string content = text(file);
    if (content.find("sqlalchemy") == content.npos) continue;
    for (const std::string& line : split(content, '\n')) {
      if (line.starts_with(" ")) continue;  // only what a module defines
      const std::string name = base_in(line);
      if (name.empty()) continue;
      found_.sqlalchemy.push_back(module_of(passing_on(file, name)) + ":" + name);
      see(file, fmt::format("models of SQLAlchemy, {}", found_.sqlalchemy.back()));
      break;
    }
  }
  if (found_.sqlalchemy.size() > 1) found_.sqlalchemy.resize(1);  // the others are for a person
}

/// Models of tools that print their DDL themselves.
struct ModelMark {
  std::string_view pattern, what, program;
};
constexpr ModelMark model_marks[] = {
    {"*schema.prisma", "models of Prisma",
     "npx prisma migrate diff --from-empty --to-schema-datamodel {} --script"},
    {"drizzle.config.*", "models of Drizzle", "npx drizzle-kit export"},
    {"manage.py", "a project of Django", ""},
};

void Look::find_other_models() {
  for (const ModelMark& mark : model_marks) {
    for (const fs::path& file : files_) {
      if (!glob_match(mark.pattern, file.generic_string())) continue;
      see(file, std::string(mark.what));
      if (found_.program.empty()) {
        found_.program = replace_all(mark.program, "{}", file.generic_string());
      }
      break;
    }
  }
}

/// Rails' structure.sql, and folders of CREATE statements that are no history.
void Look::find_sql() {
  if (has("db/structure.sql")) {
    found_.sql.emplace_back("db/structure.sql");
    return see("db/structure.sql", "the schema of a Rails application");
  }
  if (found_.models()) return;
  std::set<std::string> folders;
  for (const fs::path& file : files_) {
    const fs::path folder = file.parent_path();
    if (file.extension() != ".sql" || folder.empty() || folders.contains(folder.string())) continue;
    if (!found_.history.empty() &&
        (found_.history == "." || file.generic_string().starts_with(found_.history + "/"))) {
      continue;
    }
    if (folder.filename() != "schema" && folder.filename() != "sql" && folder != "db") continue;
    if (!has_line(text(file), "create table")) continue;
    folders.insert(folder.string());
    found_.sql.push_back(folder.generic_string() + "/");
    see(found_.sql.back(), "SQL that declares tables");
  }
}

}  // namespace

Surroundings look_around(const fs::path& folder, bool databases) {
  return Look(folder).around(databases);
}

std::string revisions_folder(const Surroundings& found) {
  return found.history.starts_with("migrations") || found.history == "." ? "revisions"
                                                                         : "migrations";
}

}  // namespace syncline
