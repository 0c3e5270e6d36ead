// A document made of few sorts of blocks, and the forms in which it can be written.
#pragma once

#include <string>
#include <vector>

#include "cli/table.h"

namespace syncline {

struct Block {
  enum class Sort {
    Heading,  ///< `text`, of `level` 1 to 3
    Text,     ///< a paragraph
    Good,     ///< a short judgement: all is well
    Bad,      ///< a short judgement: it is not
    List,     ///< `lines`
    Table,    ///< `rows`, the first is the heading
    Code,     ///< `text`, below the title `lines[0]`
  };
  Sort sort;
  std::string text;
  int level = 0;
  std::vector<std::string> lines;
  std::vector<TableRow> rows;
};

struct Document {
  std::string title;
  std::vector<Block> blocks;

  void heading(int level, std::string text) {
    blocks.push_back({Block::Sort::Heading, std::move(text), level, {}, {}});
  }
  void text(std::string text) { blocks.push_back({Block::Sort::Text, std::move(text), 0, {}, {}}); }
  void judge(bool good, std::string text) {
    blocks.push_back({good ? Block::Sort::Good : Block::Sort::Bad, std::move(text), 0, {}, {}});
  }
  void list(std::vector<std::string> lines) {
    blocks.push_back({Block::Sort::List, "", 0, std::move(lines), {}});
  }
  void table(std::vector<TableRow> rows) {
    blocks.push_back({Block::Sort::Table, "", 0, {}, std::move(rows)});
  }
  void code(std::string what, std::string text) {
    blocks.push_back({Block::Sort::Code, std::move(text), 0, {std::move(what)}, {}});
  }
};

std::string document_text(const Document& document);
std::string document_markdown(const Document& document);
/// One file that needs no other: styles inside, no scripts; light and dark, and for paper.
std::string document_html(const Document& document);

}  // namespace syncline
