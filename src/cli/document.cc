#include "cli/document.h"

#include <fmt/format.h>

#include "base/text.h"

namespace syncline {

namespace {

std::string underlined(const std::string& text, char line) {
  std::size_t width = 0;
  for (const char c : text) width += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return fmt::format("{}\n{}\n", text, std::string(width, line));
}

std::string indented(const std::string& text) {
  std::string result;
  for (const std::string& line : split(trim(text), '\n')) {
    result += line.empty() ? "\n" : "    " + line + "\n";
  }
  return result;
}

std::string plain(const Block& block) {
  switch (block.sort) {
    case Block::Sort::Heading:
      return block.level == 3 ? block.text + "\n"
                              : underlined(block.text, block.level == 1 ? '=' : '-');
    case Block::Sort::Text:
      return block.text + "\n";
    case Block::Sort::Good:
      return "ok: " + block.text + "\n";
    case Block::Sort::Bad:
      return "!!: " + block.text + "\n";
    case Block::Sort::List:
      return block.lines.empty() ? "" : "  " + join(block.lines, "\n  ") + "\n";
    case Block::Sort::Table:
      return table_text(block.rows);
    case Block::Sort::Code:
      return block.lines.front() + ":\n" + indented(block.text);
  }
  return "";
}

/// A cell's text may hold what Markdown takes for the end of the cell.
std::string cell(const std::string& text) {
  return replace_all(replace_all(text, "|", "\\|"), "\n", " ");
}

std::string markdown_table(const std::vector<TableRow>& rows) {
  std::string text;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    text += "|";
    for (const std::string& one : rows[i]) text += " " + cell(one) + " |";
    text += "\n";
    if (i > 0) continue;
    text += "|";
    for (std::size_t column = 0; column < rows[i].size(); ++column) text += "---|";
    text += "\n";
  }
  return text;
}

/// A fence longer than any in the text.
std::string fenced(const std::string& title, const std::string& text) {
  std::string fence = "```";
  while (text.find(fence) != std::string::npos) fence += '`';
  return fmt::format("{}:\n\n{}sql\n{}\n{}\n", title, fence, trim(text), fence);
}

std::string markdown(const Block& block) {
  switch (block.sort) {
    case Block::Sort::Heading:
      return std::string(static_cast<std::size_t>(block.level), '#') + " " + block.text + "\n";
    case Block::Sort::Text:
      return block.text + "\n";
    case Block::Sort::Good:
      return "✅ " + block.text + "\n";
    case Block::Sort::Bad:
      return "❌ " + block.text + "\n";
    case Block::Sort::List:
      return block.lines.empty() ? "" : "- `" + join(block.lines, "`\n- `") + "`\n";
    case Block::Sort::Table:
      return markdown_table(block.rows);
    case Block::Sort::Code:
      return fenced(block.lines.front(), block.text);
  }
  return "";
}

}  // namespace

std::string document_text(const Document& document) {
  std::string text;
  for (const Block& block : document.blocks) text += (text.empty() ? "" : "\n") + plain(block);
  return text;
}

std::string document_markdown(const Document& document) {
  std::string text;
  for (const Block& block : document.blocks) text += (text.empty() ? "" : "\n") + markdown(block);
  return text;
}

}  // namespace syncline
