#include <algorithm>
#include <set>

#include "env/exported.h"
#include "env/models.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

void add_below(const fs::path& path, ModelFiles& found) {
  std::error_code none;
  if (!fs::is_directory(path, none)) {
    found.files.push_back(path);
    return;
  }
  found.folders.push_back(path);
  for (fs::recursive_directory_iterator entry(path, none), end; entry != end;
       entry.increment(none)) {
    if (entry->is_directory(none)) found.folders.push_back(entry->path());
    if (entry->path().extension() == ".sql") found.files.push_back(entry->path());
  }
}

void add_python(const Project& project, const Dialect& dialect, ModelFiles& found) {
  const std::optional<Exported> exported = last_export(project, dialect);
  if (!exported) {
    found.folders.push_back(project.folder);
    return;
  }
  found.python_seconds = exported->seconds;
  for (const fs::path& file : exported->files) {
    found.files.push_back(file);
    found.folders.push_back(file.parent_path());
  }
}

}  // namespace

ModelFiles model_files(const Project& project, const Dialect& dialect) {
  ModelFiles found;
  for (const fs::path& path : project.models.sql) add_below(path, found);
  for (const fs::path& path : project.models.sql_after) add_below(path, found);
  if (!project.models.sqlalchemy.empty()) add_python(project, dialect, found);
  for (auto* all : {&found.files, &found.folders}) {
    std::ranges::sort(*all);
    all->erase(std::unique(all->begin(), all->end()), all->end());
  }
  return found;
}

}  // namespace syncline
