#include "cli/graph.h"

#include <gtest/gtest.h>

namespace syncline {
namespace {

std::string drawn(const std::vector<GraphNode>& nodes) {
  std::string text;
  const std::vector<GraphLines> lines = draw_graph(nodes);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (const std::string& line : lines[i].before) text += line + "\n";
    text += lines[i].own + " " + nodes[i].id + "\n";
    for (const std::string& line : lines[i].after) text += line + "\n";
  }
  return text;
}

TEST(Graph, ALine) { EXPECT_EQ(drawn({{"c", {"b"}}, {"b", {"a"}}, {"a", {}}}), "● c\n● b\n○ a\n"); }

TEST(Graph, ADiamond) {
  EXPECT_EQ(drawn({{"e", {"d"}}, {"d", {"b", "c"}}, {"c", {"a"}}, {"b", {"a"}}, {"a", {}}}),
            "● e\n"
            "● d\n"
            "├─╮\n"
            "│ ● c\n"
            "● │ b\n"
            "├─╯\n"
            "○ a\n");
}

TEST(Graph, TwoHeads) {
  EXPECT_EQ(drawn({{"c", {"a"}}, {"b", {"a"}}, {"a", {}}}),
            "● c\n"
            "│ ● b\n"
            "├─╯\n"
            "○ a\n");
}

TEST(Graph, AMergeOfThree) {
  EXPECT_EQ(drawn({{"m", {"b", "c", "d"}}, {"d", {"a"}}, {"c", {"a"}}, {"b", {"a"}}, {"a", {}}}),
            "● m\n"
            "├─┬─╮\n"
            "│ │ ● d\n"
            "│ ● │ c\n"
            "● │ │ b\n"
            "├─┴─╯\n"
            "○ a\n");
}

TEST(Graph, LinesCrossWhatIsBetween) {
  EXPECT_EQ(drawn({{"e", {"b"}}, {"d", {"a"}}, {"c", {"b"}}, {"b", {"a"}}, {"a", {}}}),
            "● e\n"
            "│ ● d\n"
            "│ │ ● c\n"
            "├─┼─╯\n"
            "● │ b\n"
            "├─╯\n"
            "○ a\n");
}

TEST(Graph, RootsOfTheirOwnAndParentsThatAreNotDrawn) {
  EXPECT_EQ(drawn({{"y", {"x"}}, {"b", {"hidden"}}, {"x", {}}}),
            "● y\n"
            "│ ○ b\n"
            "○ x\n");
}

}  // namespace
}  // namespace syncline
