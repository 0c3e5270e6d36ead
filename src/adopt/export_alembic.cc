#include "adopt/export_alembic.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

/// Inside """…""".
std::string in_python(std::string_view text) {
  std::string out = replace_all(replace_all(text, "\\", "\\\\"), "\"", "\\\"");
  return out;
}

/// As an argument of op.execute(), for which :name is a parameter.
std::string sql_in_python(std::string_view sql) {
  const bool several = sql.find('\n') != sql.npos;
  return fmt::format("{0}{1}{0}", several ? "\"\"\"" : "\"",
                     replace_all(in_python(sql), ":", "\\\\:"));
}

std::string tuple_of(const std::vector<std::string>& texts) {
  if (texts.empty()) return "None";
  if (texts.size() == 1) return "\"" + texts.front() + "\"";
  return "(\"" + join(texts, "\", \"") + "\")";
}

std::vector<std::string> ids_of(const std::vector<Named>& names) {
  std::vector<std::string> ids;
  for (const Named& one : names) ids.push_back(one.id);
  return ids;
}

std::string body_of(const std::vector<Section>& sections) {
  std::string body;
  for (const Section& section : sections) {
    const char* indent = section.outside_transaction ? "        " : "    ";
    if (section.outside_transaction) body += "    with op.get_context().autocommit_block():\n";
    for (const Statement& statement : section.script.statements) {
      body += fmt::format("{}op.execute({})\n", indent, sql_in_python(statement.text));
    }
  }
  return body.empty() ? "    pass\n" : body;
}

/// The id that a module of Alembic says it is; "" when it says none.
std::string id_in(const std::string& text) {
  for (const std::string& line : split(text, '\n')) {
    if (!line.starts_with("revision")) continue;
    const std::size_t equals = line.find('='), open = line.find_first_of("\"'", equals);
    if (equals == line.npos || open == line.npos) continue;
    const std::string name(trim(line.substr(0, std::min(equals, line.find(':')))));
    if (name == "revision")
      return line.substr(open + 1, line.find(line[open], open + 1) - open - 1);
  }
  return "";
}

RevisionSet ids_below(const fs::path& folder) {
  RevisionSet ids;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".py") ids.insert(id_in(read_file(entry.path())));
  }
  return ids;
}

}  // namespace

std::string alembic_module(const Revision& revision) {
  const std::string refusal =
      revision.reviews.empty()
          ? ""
          : "    raise NotImplementedError(\"a person must look at it first\")\n";
  const std::string down = revision.has_down
                               ? body_of(revision.down)
                               : "    raise NotImplementedError(\"there is no way back\")\n";
  return fmt::format(
      "\"\"\"{}\n\nRevision ID: {}\nRevises: {}\n\nWritten by syncline export alembic, of {}.\n"
      "\"\"\"\nfrom alembic import op\n\nrevision = \"{}\"\ndown_revision = {}\n"
      "branch_labels = {}\ndepends_on = {}\n\n\ndef upgrade():\n{}\n\ndef downgrade():\n{}",
      in_python(revision.message), revision.id, join(revision.parents, ", "),
      revision.file.filename().string(), revision.id, tuple_of(revision.parents),
      tuple_of(ids_of(revision.labels)), tuple_of(ids_of(revision.depends)),
      refusal + body_of(revision.up), refusal + down);
}

std::vector<Exported> export_alembic(const History& history, const fs::path& folder, bool dry_run) {
  if (!fs::is_directory(folder)) {
    throw Error(Failure::Input, fmt::format("there is no folder {}", folder.string()))
        .with_hint("name the folder of Alembic's revisions");
  }
  const RevisionSet there = ids_below(folder);
  std::vector<Exported> written;
  for (const Revision& one : history.revisions()) {
    if (there.contains(one.id)) continue;
    fs::path file = folder / one.file.filename();
    file.replace_extension(".py");
    written.push_back({one.id, file});
    if (!dry_run) write_file(file, alembic_module(one));
  }
  return written;
}

fs::path alembic_versions(const fs::path& ini) {
  const fs::path folder = fs::absolute(ini).parent_path();
  for (const std::string& line : split(read_file(ini), '\n')) {
    if (!line.starts_with("script_location")) continue;
    const std::size_t equals = line.find('=');
    if (equals == line.npos) continue;
    const std::string place =
        replace_all(trim(line.substr(equals + 1)), "%(here)s", folder.string());
    return (folder / place / "versions").lexically_normal();
  }
  return folder / "versions";
}

}  // namespace syncline
