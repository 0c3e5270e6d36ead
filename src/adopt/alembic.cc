#include "adopt/alembic.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/files.h"
#include "base/process.h"
#include "base/text.h"
#include "env/child_variables.h"
#include "env/interpreter.h"

namespace syncline {

// One program in two files: alembic_record.py, alembic_reader.py.
std::string_view alembic_record();
std::string_view alembic_reader();

namespace fs = std::filesystem;

namespace {

constexpr std::string_view prefix = "SYNCLINE_ALEMBIC_";

/// The interpreter of the command `alembic`, which knows where Alembic is installed.
std::string interpreter_of_command() {
  const auto command = find_program("alembic");
  if (!command) return "";
  const std::string text = read_file(*command);
  if (!text.starts_with("#!")) return "";
  const std::string line(trim(text.substr(2, text.find('\n') - 2)));
  return line.find(' ') == line.npos ? line : "";
}

AlembicAnswer asked(const std::string& python, const AlembicProject& request,
                    const std::map<std::string, std::string>& variables, Workshop& workshop) {
  workshop.tell(fmt::format("reading {} with {}", request.ini.string(), python));
  Command command;
  command.program = python;
  command.arguments = {"-"};
  command.environment = variables;
  command.folder = fs::absolute(request.ini).parent_path();
  command.input = fmt::format("{}\n\n{}", alembic_record(), alembic_reader());
  command.timeout = std::chrono::minutes(10);
  const Outcome outcome = run(command);
  if (!outcome.errors.empty()) workshop.tell(outcome.errors);
  if (outcome.timed_out) {
    throw Error(Failure::Input, "Alembic did not end within ten minutes")
        .at({request.ini.string()});
  }
  if (!outcome.output.empty()) return parse_alembic_answer(outcome.output);
  Error error(Failure::Input, fmt::format("{} ended with status {}", python, outcome.status));
  error.detail = trim(outcome.errors);
  throw std::move(error).at({request.ini.string()});
}

AlembicAnswer answered(const AlembicProject& request, const Project& project,
                       const std::map<std::string, std::string>& variables, Workshop& workshop) {
  std::string python = request.python;
  if (python.empty()) python = find_interpreter(project).string();
  AlembicAnswer answer = asked(python, request, variables, workshop);
  if (!answer.missing.empty() && request.python.empty()) {
    const std::string other = interpreter_of_command();
    if (!other.empty() && other != python) {
      python = other;
      answer = asked(python, request, variables, workshop);
    }
  }
  if (!answer.missing.empty()) {
    throw Error(Failure::Config, fmt::format("{} has no module \"{}\"", python, answer.missing))
        .with_hint("name the Python that the project's Alembic is installed in: --python PATH");
  }
  if (!answer.failed.empty()) {
    Error error(Failure::Input, answer.failed);
    error.detail = answer.where;
    error.hint = "it must run with: alembic upgrade heads, on an empty database";
    throw std::move(error).at({request.ini.string()});
  }
  return answer;
}

/// As comments that no reader takes for a directive.
void quote(const std::string& text, std::vector<std::string>& comments) {
  for (const std::string& line : split(trim(text), '\n')) comments.push_back("|   " + line);
}

/// Runs of statements that stand inside a transaction or outside of one.
std::vector<ForeignScript> scripts_of(const AlembicWay& way, const fs::path& file, bool outside) {
  std::vector<ForeignScript> scripts;
  for (const AlembicStatement& one : way.statements) {
    const bool stands_outside = outside || one.outside;
    if (scripts.empty() || scripts.back().outside_transaction != stands_outside) {
      scripts.push_back({file, "", stands_outside});
    }
    const std::size_t last = one.sql.rfind('\n');
    const bool commented = one.sql.find("--", last == one.sql.npos ? 0 : last) != one.sql.npos;
    std::string& text = scripts.back().text;
    text += (text.empty() ? "" : "\n") + one.sql + (commented ? "\n;\n" : ";\n");
  }
  return scripts;
}

/// What nobody but a person can write as SQL, with the original beside it.
void mark(const AlembicWay& way, std::string_view function, ForeignMigration& migration) {
  const auto because = [&](std::string why) {
    migration.reviews.push_back(fmt::format("{}() {}", function, why));
  };
  if (!way.known) because("could not be converted");
  if (!way.reads.empty()) because("reads rows: its SQL is what it did where there were none");
  if (!way.inexact.empty()) because("has values that are not known as SQL");
  if (migration.reviews.empty() || (way.known && way.reads.empty() && way.inexact.empty())) return;
  std::vector<std::string>& comments = migration.comments;
  comments.insert(comments.end(), {"", fmt::format("{}, as it was:", migration.file.string())});
  quote(way.source, comments);
  if (!way.known) quote(way.why, comments);
  if (!way.reads.empty()) comments.emplace_back("It read:");
  for (const std::string& one : way.reads) quote(one, comments);
  if (!way.inexact.empty()) comments.emplace_back("Not known as SQL:");
  for (const std::string& one : way.inexact) quote(one, comments);
}

ForeignMigration migration_of(const AlembicRevision& revision, bool outside) {
  ForeignMigration migration;
  migration.id = revision.id;
  migration.message = revision.message;
  migration.file = revision.file;
  migration.parents = revision.parents;
  migration.labels = revision.labels;
  migration.depends = revision.depends;
  if (!revision.created.empty()) {
    migration.comments.push_back(fmt::format("Created {} by Alembic", revision.created));
  }
  migration.up = scripts_of(revision.up, migration.file, outside);
  mark(revision.up, "upgrade", migration);
  if (revision.down.known) {
    migration.down = scripts_of(revision.down, migration.file, outside);
    mark(revision.down, "downgrade", migration);
  } else {
    migration.comments.insert(migration.comments.end(), {"", "There is no way back:"});
    quote(revision.down.why, migration.comments);
  }
  return migration;
}

}  // namespace

fs::path find_alembic_ini(const fs::path& place, const fs::path& project) {
  if (fs::is_regular_file(place)) return place;
  const fs::path start = place.empty() ? project : place;
  fs::path folder = fs::absolute(start).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();
  for (int above = 0; above < 3 && !folder.empty(); ++above) {
    if (fs::exists(folder / "alembic.ini")) return folder / "alembic.ini";
    if (!fs::exists(folder / "env.py") && above == 0 && !place.empty() &&
        folder.filename() != "versions") {
      break;
    }
    folder = folder.parent_path();
  }
  throw Error(Failure::Input, fmt::format("there is no alembic.ini in {}", start.string()))
      .with_hint("name it: syncline import alembic PATH/alembic.ini");
}

ForeignHistory history_of(const AlembicAnswer& answer, const fs::path& folder, bool outside) {
  ForeignHistory history;
  for (const AlembicRevision& one : answer.revisions) {
    history.migrations.push_back(migration_of(one, outside));
    history.migrations.back().file = folder / one.file;
  }
  return history;
}

AlembicImport read_alembic(const AlembicProject& request, const Project& project,
                           Workshop& workshop) {
  AlembicImport result;
  result.theirs = workshop.scratch().shared();
  const SharedScratch back = workshop.scratch().shared();
  std::map<std::string, std::string> variables = child_variables(project.folder);
  const auto say = [&](std::string_view name, std::string value) {
    variables[std::string(prefix) + std::string(name)] = std::move(value);
  };
  say("INI", fs::absolute(request.ini).string());
  say("NAME", request.section);
  say("DIALECT", std::string(workshop.dialect().name));
  say("SCRATCH", result.theirs.url);
  say("SCRATCH_BACK", back.url);
  const AlembicAnswer answer = answered(request, project, variables, workshop);
  if (answer.revisions.empty()) {
    throw Error(Failure::Input, "there are no revisions").at({request.ini.string()});
  }
  const bool outside = !answer.transactional;
  result.history = history_of(answer, request.ini.parent_path(), outside);
  result.settings.tool = "alembic";
  std::string table = answer.version_table;
  if (!answer.version_schema.empty()) table = answer.version_schema + "." + table;
  if (table != foreign_tool("alembic")->table) result.settings.table = table;
  return result;
}

}  // namespace syncline
