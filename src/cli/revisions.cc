#include "cli/revisions.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/graph.h"
#include "cli/table.h"

namespace syncline {

namespace {

std::vector<std::string> ids_of(const std::vector<Named>& names) {
  std::vector<std::string> ids;
  for (const Named& one : names) ids.push_back(one.id);
  return ids;
}

std::string in_brackets(const std::vector<std::string>& marks) {
  return marks.empty() ? "" : "(" + join(marks, ", ") + ")";
}

std::vector<std::string> details(const Revision& one) {
  std::vector<std::string> lines;
  lines.push_back("parents: " + (one.parents.empty() ? "base" : join(one.parents, ", ")));
  lines.push_back("file: " + near_path(one.file));
  if (!one.has_down) lines.emplace_back("cannot be taken back: no down section");
  std::vector<std::string> replaced;
  for (const Replaced& other : one.replaces) replaced.push_back(other.id);
  if (!replaced.empty()) lines.push_back("replaces: " + join(replaced, ", "));
  return lines;
}

}  // namespace

HistoryView::HistoryView(const History& all, std::optional<RevisionSet> in_database)
    : history(all), applied(std::move(in_database)) {
  for (const Revision* head : history.heads()) heads.insert(head->id);
  if (!applied) return;
  for (const Revision* tip : history.tips(*applied)) current.insert(tip->id);
}

std::vector<std::string> HistoryView::marks(const Revision& one) const {
  std::vector<std::string> result;
  if (current.contains(one.id)) result.emplace_back("current");
  if (heads.contains(one.id)) result.emplace_back("head");
  if (one.parents.size() > 1) result.emplace_back("merge");
  for (const Named& label : one.labels) result.push_back("label " + label.id);
  for (const Named& other : one.depends) result.push_back("depends on " + other.id);
  if (!one.replaces.empty()) {
    result.push_back("squash of " + count_of(one.replaces.size(), "revision"));
  }
  if (applied) result.emplace_back(applied->contains(one.id) ? "applied" : "pending");
  return result;
}

Data::Record HistoryView::data(const Revision& one) const {
  Data::List replaced;
  for (const Replaced& other : one.replaces) replaced.emplace_back(other.id);
  return {{"revision", one.id},
          {"parents", one.parents},
          {"labels", ids_of(one.labels)},
          {"depends", ids_of(one.depends)},
          {"replaces", std::move(replaced)},
          {"message", one.message},
          {"file", near_path(one.file)},
          {"head", heads.contains(one.id)},
          {"applied", applied ? Data(applied->contains(one.id)) : Data()},
          {"current", applied ? Data(current.contains(one.id)) : Data()}};
}

std::string graph_text(const HistoryView& view, const Revisions& revisions, bool verbose) {
  std::vector<GraphNode> nodes;
  std::vector<TableRow> rows;
  for (const Revision* one : revisions) {
    nodes.push_back({one->id, one->parents});
    rows.push_back({one->id, one->message, in_brackets(view.marks(*one))});
  }
  const std::vector<GraphLines> graph = draw_graph(nodes);
  const std::vector<std::string> texts = split(table_text(rows), '\n');
  std::vector<TableRow> lines;
  for (std::size_t i = 0; i < revisions.size(); ++i) {
    for (const std::string& line : graph[i].before) lines.push_back({line});
    lines.push_back({graph[i].own, texts[i]});
    for (const std::string& line : graph[i].after) lines.push_back({line});
    if (!verbose) continue;
    for (const std::string& line : details(*revisions[i])) {
      lines.push_back({graph[i].rest, "  " + line});
    }
  }
  return table_text(lines);
}

std::string list_text(const HistoryView& view, const Revisions& revisions) {
  std::vector<TableRow> rows;
  for (const Revision* one : revisions) {
    rows.push_back({one->id, one->message, in_brackets(view.marks(*one))});
  }
  return table_text(rows);
}

std::string near_path(const std::filesystem::path& file) {
  return std::filesystem::proximate(file).string();
}

}  // namespace syncline
