#include "cli/document.h"

#include <gtest/gtest.h>

#include "base/secret.h"

namespace syncline {
namespace {

Document example() {
  Document document;
  document.title = "A & B";
  document.heading(1, "A & B");
  document.judge(true, "well");
  document.judge(false, "ill");
  document.list({"one", "two"});
  document.table({{"NAME", "WHY"}, {"a|b", "<c>"}});
  document.code("To mend it", "DROP TABLE ```x;");
  return document;
}

TEST(Document, IsText) {
  EXPECT_EQ(document_text(example()),
            "A & B\n=====\n\nok: well\n\n!!: ill\n\n  one\n  two\n\nNAME  WHY\na|b   <c>\n\n"
            "To mend it:\n    DROP TABLE ```x;\n");
}

TEST(Document, IsMarkdown) {
  EXPECT_EQ(document_markdown(example()),
            "# A & B\n\n✅ well\n\n❌ ill\n\n- `one`\n- `two`\n\n| NAME | WHY |\n|---|---|\n"
            "| a\\|b | <c> |\n\nTo mend it:\n\n````sql\nDROP TABLE ```x;\n````\n");
}

TEST(Document, IsHtmlThatNeedsNothingElse) {
  const std::string html = document_html(example());
  EXPECT_TRUE(html.starts_with("<!doctype html>\n"));
  EXPECT_NE(html.find("<title>A &amp; B</title>"), std::string::npos);
  EXPECT_NE(html.find("<td>&lt;c&gt;</td>"), std::string::npos);
  EXPECT_NE(html.find("<p class=\"bad\">✗ ill</p>"), std::string::npos);
  EXPECT_NE(html.find("prefers-color-scheme: dark"), std::string::npos);
  EXPECT_NE(html.find("@media print"), std::string::npos);
  for (const char* other : {"<script", "http:", "https:", "@import", "url("}) {
    EXPECT_EQ(html.find(other), std::string::npos) << other;
  }
}

TEST(Document, LosesNoSecretToEscapes) {
  remember_secret("s&cret<1>");
  Document document;
  document.text("it is s&cret<1> here");
  EXPECT_NE(document_html(document).find("<p>it is *** here</p>"), std::string::npos);
}

}  // namespace
}  // namespace syncline
