#include "env/export_record.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>

#include "base/files.h"
#include "base/hash.h"
#include "base/text.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

/// The sorts of records, and how many fields follow.
struct Sort {
  std::string_view name;
  std::size_t fields;
};
constexpr std::array sorts{
    Sort{"statement", 4},     // file, line, what, sql
    Sort{"note", 1},          // text
    Sort{"problem", 5},       // file, line, message, detail, hint
    Sort{"error", 5},         // the same
    Sort{"file", 2},          // path, token
    Sort{"folder", 2},        // path, token
    Sort{"unrepeatable", 1},  // why it may not be kept, or ""
    Sort{"end", 0},
};

constexpr std::string_view hashed = "sha256:";

/// As the exporter's listing() has it.
std::string folder_token(const fs::path& folder, bool everything) {
  std::error_code failed;
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, failed)) {
    std::string name = entry.path().filename().string();
    if (name == "__pycache__") continue;
    std::error_code none;
    if (everything || name.ends_with(".py") || name.ends_with(".so") || entry.is_directory(none)) {
      names.push_back(std::move(name) + "\n");
    }
  }
  if (failed) return "absent";
  std::ranges::sort(names);
  return (everything ? "all:" : "code:") + sha256(join(names, ""));
}

bool file_unchanged(const fs::path& path, const std::string& token) {
  if (!token.starts_with(hashed)) return file_stamp(path) == token;
  std::error_code none;
  if (!fs::is_regular_file(path, none)) return false;
  return sha256(read_file(path)) == token.substr(hashed.size());
}

Place place_of(const std::string& file, const std::string& line) {
  if (file.empty()) return {};
  const fs::path near = fs::proximate(file);
  return {near.native().starts_with("..") ? file : near.string(), number_in(line), 0};
}

Error error_of(const std::vector<std::string>& fields) {
  Error error(Failure::Input, fields[2]);
  if (!fields[0].empty()) error.at(place_of(fields[0], fields[1]));
  error.detail = fields[3];
  error.hint = fields[4];
  return error;
}

}  // namespace

std::string file_stamp(const fs::path& path) {
  struct stat found {};
  if (stat(path.c_str(), &found) != 0) return "absent";
  const auto time = std::int64_t{found.st_mtim.tv_sec} * 1'000'000'000 + found.st_mtim.tv_nsec;
  return fmt::format("stat:{}:{}", found.st_size, time);
}

std::optional<ExportRecord> ExportRecord::parse(std::string_view text) {
  ExportRecord record;
  const auto field = [&]() -> std::optional<std::string_view> {
    const std::size_t end = text.find('\0');
    if (end == std::string_view::npos) return {};
    const std::string_view result = text.substr(0, end);
    text.remove_prefix(end + 1);
    return result;
  };
  while (const auto name = field()) {
    const auto sort = std::ranges::find(sorts, *name, &Sort::name);
    if (sort == sorts.end()) return {};
    Row row{sort->name, {}};
    for (std::size_t i = 0; i < sort->fields; ++i) {
      const auto one = field();
      if (!one) return {};
      row.fields.emplace_back(*one);
    }
    if (row.sort == "end") return record;
    record.rows_.push_back(std::move(row));
  }
  return {};
}

bool ExportRecord::unchanged() const {
  return std::ranges::all_of(rows_, [](const Row& row) {
    if (row.sort == "file") return file_unchanged(row.fields[0], row.fields[1]);
    if (row.sort != "folder") return true;
    return folder_token(row.fields[0], row.fields[1].starts_with("all:")) == row.fields[1];
  });
}

Exported ExportRecord::exported() const {
  Exported exported;
  for (const Row& row : rows_) {
    const auto& fields = row.fields;
    if (row.sort == "statement") {
      exported.statements.push_back({place_of(fields[0], fields[1]), fields[2], fields[3]});
    } else if (row.sort == "note") {
      exported.notes.push_back(fields[0]);
    } else if (row.sort == "problem") {
      exported.problems.push_back(error_of(fields));
    } else if (row.sort == "error") {
      exported.error = error_of(fields);
    } else if (row.sort == "file" && fields[1].starts_with(hashed)) {
      exported.files.emplace_back(fields[0]);
    } else if (row.sort == "unrepeatable") {
      exported.not_kept_because = fields[0];
    }
  }
  return exported;
}

}  // namespace syncline
