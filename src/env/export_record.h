// What the exporter prints: records of fields that end with a NUL. Also what is kept of it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "env/exported.h"

namespace syncline {

/// Changes whenever a file's content may have changed: size and time; "absent".
std::string file_stamp(const std::filesystem::path& path);

class ExportRecord {
 public:
  /// Nothing for text that is no whole record: Python ended before.
  static std::optional<ExportRecord> parse(std::string_view text);

  /// Whether every file that was read and every folder that was searched is as it was.
  bool unchanged() const;
  Exported exported() const;

 private:
  struct Row {
    std::string_view sort;
    std::vector<std::string> fields;
  };
  std::vector<Row> rows_;
};

}  // namespace syncline
