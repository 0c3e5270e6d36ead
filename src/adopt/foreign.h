// Histories of other tools: folders of SQL that leads up and down, as migrations of ours.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/script.h"
#include "migrate/foreign_ledger.h"

namespace syncline {

struct ForeignHistory;

/// What tells the histories of one tool from those of another: names of files and words in them.
struct ForeignFormat {
  std::string_view name;
  std::string_view up_prefix, up_suffix;      ///< around the name; "/up.sql" is a file in a folder
  std::string_view down_prefix, down_suffix;  ///< both empty: the way back stands in the same file
  std::string_view separator;                 ///< between version and name
  bool folders_below = false;
  std::string_view up_marker, down_marker;  ///< lines that begin the parts of a file
  std::string_view no_transaction;          ///< a word in the marker's line, or a line of its own
  std::string_view settings_suffix, settings_key;  ///< a file beside that says KEY = false
  std::string_view repeatable_prefix;              ///< files that run whenever they changed
  std::string_view message_line;  ///< words before the message, in a line of the file
  std::string_view placeholder;   ///< what that tool replaces and we do not
  std::string_view subfolder;     ///< where the files are, when there is such a folder
  /// Instead of all the above: reads it by itself.
  ForeignHistory (*read)(const std::filesystem::path& folder, std::string_view dialect) = nullptr;

  VersionOrder order() const { return foreign_tool(name)->order; }
};

std::span<const ForeignFormat> foreign_formats();

/// One half of a migration. Line n of `text` is line n of the file.
struct ForeignScript {
  std::filesystem::path file;
  std::string text;
  bool outside_transaction = false;
};

struct ForeignMigration {
  std::string id;  ///< as the tool has it, made safe for us
  std::string message;
  std::filesystem::path file;  ///< that it is made of
  std::vector<std::string> parents, labels, depends;
  std::vector<std::string> reviews;   ///< why a person must look at it
  std::vector<std::string> comments;  ///< lines for people, above the sections
  std::vector<ForeignScript> up;      ///< one after the other
  std::optional<std::vector<ForeignScript>> down;
};

struct ForeignHistory {
  std::vector<ForeignMigration> migrations;  ///< in the order in which the tool applies them; but
                                             ///< for parents, which are set where it has branches
  std::vector<std::string> notes;            ///< what was passed over, or is no longer what it was
};

/// Throws Error(Input) for two files of one version, for a file without its marker, for
/// placeholders. `dialect`: of what is imported.
ForeignHistory read_foreign(const std::filesystem::path& folder, const ForeignFormat& format,
                            std::string_view dialect);

/// The text of our revision file: the scripts as they stand, in sections by whether `refuses` says
/// that a statement cannot run in a transaction; BEGIN and COMMIT become the borders of sections.
/// Throws Error(Input) for what a revision cannot hold.
std::string revision_text(const ForeignMigration& migration, const Syntax& syntax,
                          const std::function<bool(std::string_view)>& refuses);

}  // namespace syncline
