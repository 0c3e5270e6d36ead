#include "migrate/definition.h"

#include <algorithm>

#include "base/text.h"

namespace syncline {

namespace {

bool holds_any(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](auto word) { return text.find(word) != text.npos; });
}

bool begins_any(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](auto word) { return text.starts_with(word); });
}

}  // namespace

bool only_defines(const Statement& statement) {
  std::string text = lower(statement.text);
  std::ranges::replace_if(
      text, [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
  if (!begins_any(text, {"create ", "alter ", "drop ", "comment "})) return false;
  // Owners and rights are in no catalog of ours.
  if (holds_any(text, {" owner to "}) || begins_any(text, {"alter default ", "alter system "})) {
    return false;
  }
  const bool may_be_filled =
      begins_any(text, {"create table", "create temp", "create unlogged", "create materialized"});
  return !may_be_filled || !holds_any(text, {" as select", " as with", " as values", " as ("});
}

const Statement* first_beyond_definitions(const std::vector<Section>& sections) {
  const std::vector<const Statement*> found = beyond_definitions(sections);
  return found.empty() ? nullptr : found.front();
}

std::vector<const Statement*> beyond_definitions(const std::vector<Section>& sections) {
  std::vector<const Statement*> found;
  for (const Section& section : sections) {
    for (const Statement& statement : section.script.statements) {
      if (!only_defines(statement)) found.push_back(&statement);
    }
  }
  return found;
}

}  // namespace syncline
