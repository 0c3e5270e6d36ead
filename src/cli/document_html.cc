#include <fmt/format.h>

#include "base/secret.h"
#include "base/text.h"
#include "cli/document.h"

namespace syncline {

namespace {

constexpr std::string_view style = R"(
:root { color-scheme: light dark; --line: #d8dce2; --soft: #f5f6f8; --good: #14713d; --bad: #b3261e;
  --goodsoft: #e3f4ea; --badsoft: #fbe9e7; --faint: #5b6472; }
@media (prefers-color-scheme: dark) { :root { --line: #3a404a; --soft: #1f232a; --good: #6fd49a;
  --bad: #ff9c92; --goodsoft: #17301f; --badsoft: #3a1c19; --faint: #9aa4b2; } }
body { font: 15px/1.55 system-ui, sans-serif; margin: 2rem auto; max-width: 68rem; padding: 0 1.25rem; }
h1 { font-size: 1.7rem; margin: 0 0 1rem; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .75rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.02rem; margin: 1.5rem 0 .5rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .3rem .9rem .3rem 0; border-bottom: 1px solid var(--line);
  vertical-align: top; }
th { color: var(--faint); font-weight: 600; font-size: .82rem; text-transform: uppercase; }
pre { background: var(--soft); border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem;
  overflow-x: auto; font: 13px/1.5 ui-monospace, monospace; margin: .4rem 0; }
summary { cursor: pointer; color: var(--faint); margin: .4rem 0; }
.good, .bad { border-radius: 6px; padding: .35rem .75rem; display: inline-block; margin: .2rem 0; }
.good { background: var(--goodsoft); color: var(--good); }
.bad { background: var(--badsoft); color: var(--bad); }
ul { padding-left: 1.1rem; } li { font: 13px/1.6 ui-monospace, monospace; }
@media print { body { margin: 0; max-width: none; font-size: 11px; } h2 { break-before: auto; }
  h2, h3, summary { break-after: avoid; } pre { white-space: pre-wrap; } tr { break-inside: avoid; } }
)";

/// Masked first: afterwards a sign in a secret would be another one.
std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : masked(text)) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string table(const std::vector<TableRow>& rows) {
  std::string text = "<div class=\"wide\"><table>\n";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const char* tag = i == 0 ? "th" : "td";
    text += "<tr>";
    for (const std::string& one : rows[i]) text += fmt::format("<{0}>{1}</{0}>", tag, escaped(one));
    text += "</tr>\n";
  }
  return text + "</table></div>\n";
}

std::string html(const Block& block) {
  const std::string text = escaped(block.text);
  switch (block.sort) {
    case Block::Sort::Heading:
      return fmt::format("<h{0}>{1}</h{0}>\n", block.level, text);
    case Block::Sort::Text:
      return fmt::format("<p>{}</p>\n", replace_all(text, "\n", "<br>\n"));
    case Block::Sort::Good:
      return fmt::format("<p class=\"good\">✓ {}</p>\n", text);
    case Block::Sort::Bad:
      return fmt::format("<p class=\"bad\">✗ {}</p>\n", text);
    case Block::Sort::List: {
      std::string list = "<ul>\n";
      for (const std::string& one : block.lines) list += fmt::format("<li>{}</li>\n", escaped(one));
      return list + "</ul>\n";
    }
    case Block::Sort::Table:
      return table(block.rows);
    case Block::Sort::Code:
      return fmt::format("<details open><summary>{}</summary><pre>{}</pre></details>\n",
                         escaped(block.lines.front()), escaped(trim(block.text)));
  }
  return "";
}

}  // namespace

std::string document_html(const Document& document) {
  std::string body;
  for (const Block& block : document.blocks) body += html(block);
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n{}</body>\n</html>\n",
      escaped(document.title), style, body);
}

}  // namespace syncline
