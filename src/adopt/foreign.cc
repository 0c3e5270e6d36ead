#include "adopt/foreign.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "adopt/formats.h"
#include "base/files.h"
#include "base/text.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

constexpr ForeignFormat formats[] = {
    {.name = "diesel",
     .up_prefix = "",
     .up_suffix = "/up.sql",
     .down_prefix = "",
     .down_suffix = "/down.sql",
     .separator = "_",
     .folders_below = true,
     .settings_suffix = "/metadata.toml",
     .settings_key = "run_in_transaction"},
    {.name = "dbmate",
     .up_prefix = "",
     .up_suffix = ".sql",
     .down_prefix = "",
     .down_suffix = "",
     .separator = "_",
     .up_marker = "-- migrate:up",
     .down_marker = "-- migrate:down",
     .no_transaction = "transaction:false"},
    {.name = "golang-migrate",
     .up_prefix = "",
     .up_suffix = ".up.sql",
     .down_prefix = "",
     .down_suffix = ".down.sql",
     .separator = "_"},
    {.name = "goose",
     .up_prefix = "",
     .up_suffix = ".sql",
     .down_prefix = "",
     .down_suffix = "",
     .separator = "_",
     .up_marker = "-- +goose Up",
     .down_marker = "-- +goose Down",
     .no_transaction = "-- +goose NO TRANSACTION",
     .placeholder = "-- +goose ENVSUB ON"},
    {.name = "flyway",
     .up_prefix = "V",
     .up_suffix = ".sql",
     .down_prefix = "U",
     .down_suffix = ".sql",
     .separator = "__",
     .folders_below = true,
     .settings_suffix = ".sql.conf",
     .settings_key = "executeInTransaction",
     .repeatable_prefix = "R__",
     .placeholder = "${"},
    {.name = "graphile-migrate",
     .up_prefix = "",
     .up_suffix = ".sql",
     .down_prefix = "",
     .down_suffix = "",
     .separator = "-",
     .no_transaction = "--! no-transaction",
     .message_line = "--! Message:",
     .placeholder = ":DATABASE_",
     .subfolder = "committed"},
    {.name = "liquibase", .read = read_liquibase},
    {.name = "sqitch", .read = read_sqitch},
};

/// A file of the folder whose name fits: its version and its words.
struct VersionedName {
  std::string version, words;
  VersionKey key;
};

std::optional<VersionedName> named(const fs::path& file, const fs::path& folder,
                                   std::string_view prefix, std::string_view suffix,
                                   const ForeignFormat& format) {
  if (suffix.empty()) return {};
  const fs::path relative = file.lexically_relative(folder);
  std::string name = relative.filename().string();
  if (suffix.front() == '/') {
    if (!relative.has_parent_path()) return {};
    name = relative.parent_path().filename().string() + "/" + name;
  }
  if (!name.starts_with(prefix) || !name.ends_with(suffix)) return {};
  if (name.size() < prefix.size() + suffix.size()) return {};
  name = name.substr(prefix.size(), name.size() - prefix.size() - suffix.size());
  VersionedName result;
  const std::size_t end = name.find(format.separator);
  result.version = name.substr(0, end);
  if (end != name.npos) result.words = name.substr(end + format.separator.size());
  const auto key = version_key(result.version, format.order());
  if (!key) return {};
  result.key = *key;
  return result;
}

std::vector<fs::path> files_of(const fs::path& folder, bool below) {
  std::error_code problem;
  std::vector<fs::path> files;
  for (fs::recursive_directory_iterator at(folder, problem), end; !problem && at != end;
       at.increment(problem)) {
    if (at->is_directory()) {
      if (!below) at.disable_recursion_pending();
    } else {
      files.push_back(at->path());
    }
  }
  if (problem) {
    throw Error(Failure::Input,
                fmt::format("cannot read the folder {}: {}", folder.string(), problem.message()));
  }
  std::ranges::sort(files);
  return files;
}

std::string message_of(std::string_view words) {
  std::string text = replace_all(replace_all(words, "_", " "), "-", " ");
  return std::string(trim(text));
}

/// Of what may stand in an id.
std::string safe_id(std::string_view version, std::set<std::string>& taken) {
  const std::string wanted = as_revision_id(version);
  std::string id = wanted;
  for (int number = 2; !taken.insert(id).second; ++number)
    id = fmt::format("{}_{}", wanted, number);
  return id;
}

void refuse_placeholder(const ForeignScript& script, std::string_view placeholder) {
  const std::size_t at = placeholder.empty() ? script.text.npos : script.text.find(placeholder);
  if (at == script.text.npos) return;
  const auto line = 1 + std::count(script.text.begin(),
                                   script.text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  throw Error(
      Failure::Input,
      fmt::format("\"{}\" asks for values to be put in, which a revision cannot", placeholder))
      .at({script.file.string(), static_cast<int>(line)})
      .with_hint("write the values into a copy of the folder, and import that");
}

/// Whether the line is this marker, and not a longer word that begins like it.
bool is_marker(std::string_view line, std::string_view marker) {
  line = trim(line);
  return starts_with_nocase(line, marker) &&
         (line.size() == marker.size() || line[marker.size()] == ' ' ||
          line[marker.size()] == '\t');
}

struct Parts {
  ForeignScript up;
  std::optional<ForeignScript> down;
};

/// A file that holds both ways. Lines of the other half become empty ones, so places stay right.
Parts parts_of(const fs::path& file, const std::string& text, const ForeignFormat& format) {
  enum class In { Head, Up, Down } in = In::Head;
  ForeignScript up{file, "", false}, down{file, "", false};
  bool has_up = false, has_down = false;
  int number = 0;
  for (const std::string& line : split(text, '\n')) {
    ++number;
    const bool to_up = is_marker(line, format.up_marker);
    const bool to_down = is_marker(line, format.down_marker);
    has_up |= to_up;
    has_down |= to_down;
    if (to_up) in = In::Up;
    if (to_down) in = In::Down;
    if (is_marker(line, format.no_transaction)) {
      up.outside_transaction = down.outside_transaction = true;
    } else if ((to_up || to_down) && line.find(format.no_transaction) != line.npos) {
      (to_up ? up : down).outside_transaction = true;
    }
    const bool text_line = !to_up && !to_down;
    up.text += (text_line && in == In::Up ? line : "") + "\n";
    down.text += (text_line && in == In::Down ? line : "") + "\n";
    if (in != In::Head || trim(line).empty() || trim(line).starts_with("--")) continue;
    throw Error(Failure::Input, fmt::format("there is SQL above the line \"{}\"", format.up_marker))
        .at({file.string(), number});
  }
  if (!has_up) {
    throw Error(Failure::Input, fmt::format("there is no line \"{}\"", format.up_marker))
        .at({file.string()});
  }
  Parts parts{std::move(up), std::nullopt};
  if (has_down) parts.down = std::move(down);
  return parts;
}

/// Whether the file of settings beside `file` says that it runs without a transaction.
bool set_outside(const fs::path& file, std::string_view suffix, const ForeignFormat& format) {
  if (format.settings_suffix.empty()) return false;
  const std::string path = file.generic_string();
  const fs::path settings =
      path.substr(0, path.size() - suffix.size()) + std::string(format.settings_suffix);
  if (!fs::exists(settings)) return false;
  for (const std::string& line : split(read_file(settings), '\n')) {
    const auto words = split(line, '=');
    if (words.size() == 2 && trim(words[0]) == format.settings_key) {
      return trim(words[1]) == "false";
    }
  }
  return false;
}

/// What stands behind these words in the first line that begins with them.
std::optional<std::string> line_after(const std::string& text, std::string_view words) {
  if (words.empty()) return {};
  for (const std::string& line : split(text, '\n')) {
    if (starts_with_nocase(line, words)) return std::string(trim(line.substr(words.size())));
  }
  return {};
}

/// Reads one folder.
class Reader {
 public:
  Reader(const fs::path& folder, const ForeignFormat& format) : folder_(folder), format_(format) {}

  ForeignHistory read() {
    if (!format_.subfolder.empty() && fs::is_directory(folder_ / format_.subfolder)) {
      folder_ /= format_.subfolder;
    }
    for (const fs::path& file : files_of(folder_, format_.folders_below)) sort_in(file);
    for (const auto& [key, found] : found_) add(found);
    for (const fs::path& file : repeatable_) add_repeatable(file);
    for (const auto& [key, file] : downs_) {
      note(fmt::format("{} has no way up, and was passed over", shown(file)));
    }
    return std::move(history_);
  }

 private:
  struct Found {
    VersionedName name;
    fs::path file;
  };

  std::string shown(const fs::path& file) const {
    return file.lexically_relative(folder_).generic_string();
  }
  void note(std::string text) { history_.notes.push_back(std::move(text)); }

  void sort_in(const fs::path& file) {
    const ForeignFormat& f = format_;
    if (const auto down = named(file, folder_, f.down_prefix, f.down_suffix, f)) {
      downs_[down->key] = file;
    } else if (const auto up = named(file, folder_, f.up_prefix, f.up_suffix, f)) {
      const auto [other, fresh] = found_.emplace(up->key, Found{*up, file});
      if (fresh) return;
      throw Error(Failure::Input, fmt::format("{} and {} are of one version",
                                              shown(other->second.file), shown(file)))
          .at({file.string()});
    } else if (!f.repeatable_prefix.empty() &&
               file.filename().string().starts_with(f.repeatable_prefix)) {
      repeatable_.push_back(file);
    } else if (file.extension() == ".sql") {
      note(fmt::format("{} is not named as {} names its files, and was passed over", shown(file),
                       f.name));
    }
  }

  void add(const Found& found) {
    ForeignMigration migration;
    migration.id = safe_id(found.name.version, taken_);
    migration.message = message_of(found.name.words);
    migration.file = found.file;
    const std::string text = foreign_text(found.file);
    const bool outside = set_outside(found.file, format_.up_suffix, format_) ||
                         line_after(text, format_.no_transaction).has_value();
    if (const auto message = line_after(text, format_.message_line)) migration.message = *message;
    if (!format_.up_marker.empty()) {
      Parts parts = parts_of(found.file, text, format_);
      migration.up = {std::move(parts.up)};
      if (parts.down) migration.down = {std::move(*parts.down)};
    } else {
      migration.up = {{found.file, text, outside}};
    }
    if (const auto down = downs_.find(found.name.key); down != downs_.end()) {
      const bool same_folder = format_.down_suffix.starts_with("/");
      migration.down = {
          {down->second, foreign_text(down->second),
           same_folder ? outside : set_outside(down->second, format_.down_suffix, format_)}};
      downs_.erase(down);
    }
    refuse_placeholder({found.file, text, false}, format_.placeholder);
    if (migration.down) refuse_placeholder(migration.down->front(), format_.placeholder);
    history_.migrations.push_back(std::move(migration));
  }

  /// After all others, as the tool does it, but only once.
  void add_repeatable(const fs::path& file) {
    const std::string words = file.stem().string().substr(format_.repeatable_prefix.size());
    ForeignMigration migration;
    migration.id = safe_id("R_" + words, taken_);
    migration.message = message_of(words);
    migration.file = file;
    migration.up = {{file, foreign_text(file), set_outside(file, format_.up_suffix, format_)}};
    refuse_placeholder(migration.up.front(), format_.placeholder);
    note(fmt::format("{} ran whenever it was changed; as revision {} it runs once", shown(file),
                     migration.id));
    history_.migrations.push_back(std::move(migration));
  }

  fs::path folder_;
  const ForeignFormat& format_;
  std::map<VersionKey, Found> found_;
  std::map<VersionKey, fs::path> downs_;
  std::vector<fs::path> repeatable_;
  std::set<std::string> taken_;
  ForeignHistory history_;
};

}  // namespace

std::string foreign_text(const fs::path& file) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  const std::string text = replace_all(read_file(file), "\r\n", "\n");
  return text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text;
}

std::span<const ForeignFormat> foreign_formats() { return formats; }

ForeignHistory read_foreign(const fs::path& folder, const ForeignFormat& format,
                            std::string_view dialect) {
  return format.read ? format.read(folder, dialect) : Reader(folder, format).read();
}

}  // namespace syncline
