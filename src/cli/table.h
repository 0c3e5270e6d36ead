// Columns of text, aligned for a terminal.
#pragma once

#include <string>
#include <vector>

namespace syncline {

using TableRow = std::vector<std::string>;

/// The first row is the heading. Widths count characters, not bytes; no blanks at the end of lines.
std::string table_text(const std::vector<TableRow>& rows);

}  // namespace syncline
