// The house's rules, read from the sources: which room sees which, who names what, how long things
// are.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "tidy/sources.h"

namespace tidy {
namespace {

namespace fs = std::filesystem;

const fs::path root = SYNCLINE_SOURCE;

// What each room may include, besides itself.
const std::map<std::string, std::set<std::string>> rooms_seen = {
    {"base", {}},
    {"model", {"base"}},
    {"diff", {"base", "model"}},
    {"dialect", {"base", "model", "diff"}},
    {"postgres", {"base", "model", "diff", "dialect"}},
    {"sqlite", {"base", "model", "diff", "dialect"}},
    {"plan", {"base", "model", "diff", "dialect"}},
    {"migrate", {"base", "model", "diff", "dialect", "plan"}},
    {"env", {"base", "model", "diff", "dialect", "plan", "migrate"}},
    {"adopt", {"base", "model", "diff", "dialect", "plan", "migrate", "env"}},
    {"backup", {"base", "model", "diff", "dialect", "plan", "migrate", "env"}},
    {"lint", {"base", "model", "diff", "dialect"}},
    {"watch", {"base", "model", "diff", "dialect", "plan", "migrate", "env"}},
    {"deploy", {"base", "model", "diff", "dialect", "plan", "migrate", "env", "backup"}},
    {"cli",
     {"base", "model", "diff", "dialect", "plan", "migrate", "env", "lint", "adopt", "backup",
      "watch", "deploy"}},
};

// The one file that may name the dialects' rooms.
const fs::path dialect_table = "src/env/dialects.cc";

// Headers that cost seconds to compile, or that tie us to a library, and where they are at home.
const std::map<std::string, std::set<std::string>> homes = {
    {"libpq-fe.h", {"src/postgres"}},
    {"sqlite3.h", {"src/sqlite"}},
    {"curl/", {"src/deploy/http_get.cc"}},
    {"toml++/", {"src/env/config_toml.h"}},
    {"CLI/", {"src/cli/options.cc"}},
    {"nlohmann/",
     {"src/model/snapshot.cc", "src/backup/manifest.cc", "src/cli/output.cc",
      "src/adopt/alembic_answer.cc", "src/deploy/record_json.cc"}},
};

std::string room_of(const fs::path& path) { return std::next(path.begin())->string(); }

std::string place(const Source& source, int line) {
  return source.path.string() + ":" + std::to_string(line);
}

// The name between the quotes or brackets of an #include, or "".
std::string included(const std::string& text) {
  if (!text.starts_with("#include")) return "";
  const std::size_t open = text.find_first_of("\"<");
  return open == std::string::npos ? ""
                                   : text.substr(open + 1, text.find_last_of("\">") - open - 1);
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

bool at_home(const std::string& header, const fs::path& path) {
  for (const auto& [prefix, places] : homes) {
    if (!header.starts_with(prefix)) continue;
    return std::ranges::any_of(places, [&](const std::string& home) {
      return path.string() == home || path.string().starts_with(home + "/");
    });
  }
  return true;
}

// Kinds are tables of data in kinds/*.cc; their names are read from there, so that a new one
// counts.
std::set<std::string> kind_names() {
  std::set<std::string> names;
  for (const char* dialect : {"src/postgres/kinds", "src/sqlite/kinds"}) {
    for (const Source& source : sources_below(dialect)) {
      for (const Line& line : source.lines) {
        if (line.code.find(".name = \"\"") == std::string::npos || line.strings.empty()) continue;
        names.insert(line.strings.front());
      }
    }
  }
  return names;
}

TEST(Rooms, IncludeOnlyRoomsToTheirLeft) {
  for (const Source& source : sources_below("src")) {
    const std::string room = room_of(source.path);
    ASSERT_TRUE(rooms_seen.contains(room))
        << source.path << " is in a room that this test doesn't know";
    for (const Line& line : source.lines) {
      const std::string header = included(source.text[line.number - 1]);
      const std::string other = header.substr(0, header.find('/'));
      if (!rooms_seen.contains(other) || other == room || source.path == dialect_table) continue;
      EXPECT_TRUE(rooms_seen.at(room).contains(other))
          << place(source, line.number) << " includes " << header;
    }
  }
}

TEST(Rooms, HeavyHeadersStayAtHome) {
  for (const Source& source : sources_below("src")) {
    for (const Line& line : source.lines) {
      const std::string header = included(source.text[line.number - 1]);
      EXPECT_TRUE(at_home(header, source.path))
          << place(source, line.number) << " includes " << header;
    }
  }
}

TEST(Rooms, KindsAreFound) {
  const std::set<std::string> names = kind_names();
  for (const char* name : {"table", "column", "view", "trigger"})
    EXPECT_TRUE(names.contains(name)) << name;
}

// Kinds whose names are also plain words of C++ and of the planner: a place in a vector, a rule of
// an attribute. Only as a whole string would they be the kind.
const std::set<std::string> plain_words = {"index", "rule"};

TEST(Rooms, DiffAndPlanNameNoKind) {
  const std::set<std::string> kinds = kind_names();
  for (const char* room : {"src/diff", "src/plan"}) {
    for (const Source& source : sources_below(room)) {
      for (const Line& line : source.lines) {
        if (!included(source.text[line.number - 1]).empty()) continue;
        for (const std::string& kind : kinds) {
          if (kind == "schema")
            continue;  // a scope is made of schemas, whatever a dialect's kinds are
          const bool plain = plain_words.contains(kind);
          EXPECT_FALSE(!plain && has_word(line.code, kind))
              << place(source, line.number) << " names " << kind;
          for (const std::string& text : line.strings) {
            EXPECT_FALSE(plain ? text == kind : has_word(text, kind))
                << place(source, line.number) << " names " << kind;
          }
        }
      }
    }
  }
}

// Examples in help texts may show a url or a dialect's name; code that decides by one may not
// exist.
TEST(Rooms, CliDecidesByNoDialect) {
  const std::set<std::string> names = {"postgres", "postgresql", "sqlite", "psql", "libpq"};
  for (const Source& source : sources_below("src/cli")) {
    for (const Line& line : source.lines) {
      for (const std::string& name : names) {
        EXPECT_EQ(lower(line.code).find(name), std::string::npos)
            << place(source, line.number) << " names " << name;
      }
      for (const std::string& text : line.strings) {
        const std::string start = lower(text.substr(0, text.find(':')));
        EXPECT_FALSE(names.contains(start)) << place(source, line.number) << " names " << text;
      }
    }
  }
}

TEST(Rooms, CliHoldsNoSql) {
  for (const Source& source : sources_below("src/cli")) {
    for (const Line& line : source.lines) {
      for (const std::string& text : line.strings) {
        const std::size_t start = std::min(text.find_first_not_of(" \n"), text.size());
        for (const char* word : {"SELECT ", "INSERT ", "UPDATE ", "DELETE ", "CREATE ", "ALTER ",
                                 "DROP ", "PRAGMA ", "SET "}) {
          EXPECT_FALSE(text.substr(start).starts_with(word))
              << place(source, line.number) << " holds SQL: " << text;
        }
      }
    }
  }
}

TEST(Rooms, CliCatchesInOnePlace) {
  for (const Source& source : sources_below("src/cli")) {
    if (source.path == "src/cli/run.cc") continue;
    for (const Line& line : source.lines) {
      EXPECT_FALSE(has_word(line.code, "try")) << place(source, line.number);
    }
  }
}

TEST(Rooms, PlanOpensNoConnection) {
  for (const Source& source : sources_below("src/plan")) {
    for (const Line& line : source.lines) {
      const std::string header = included(source.text[line.number - 1]);
      EXPECT_NE(header, "dialect/session.h") << place(source, line.number);
      EXPECT_FALSE(has_word(line.code, "Session")) << place(source, line.number);
    }
  }
}

TEST(Sizes, NoFileOverFourHundredLines) {
  for (const fs::path& path : written_files()) {
    const std::string relative = path.lexically_relative(root).string();
    const bool counted = relative.starts_with("src/") || relative.starts_with("tests/") ||
                         relative.starts_with("bench/") || relative.starts_with("scripts/");
    if (!counted || path.extension() == ".sql") continue;
    EXPECT_LE(lines_of(path).size(), 400u) << relative;
  }
}

TEST(Sizes, NoFunctionOverSeventyLines) {
  for (const char* folder : {"src", "tests", "bench"}) {
    for (const Source& source : sources_below(folder)) {
      for (const Function& function : functions_of(source)) {
        EXPECT_LE(function.length, 70) << place(source, function.line);
      }
    }
  }
}

TEST(Sizes, FunctionsAreMeasured) {
  const std::vector<Function> found =
      functions_of(cut("made_up.cc", {
                                         "namespace a {",
                                         "struct B {",
                                         "  int one() const { return 1; }  // }",
                                         "  std::vector<int> data = {1, 2};",
                                         "};",
                                         "std::string two(const char* text,",
                                         "                char brace = '{') {",
                                         "  if (brace) {",
                                         "    return \"}\";",
                                         "  }",
                                         "  return text;",
                                         "}",
                                         "}  // namespace a",
                                     }));
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].length, 1);
  EXPECT_EQ(found[1].line, 7);
  EXPECT_EQ(found[1].length, 6);
}

TEST(Manners, EveryHeaderSaysWhatItIs) {
  for (const Source& source : sources_below("src")) {
    if (source.path.extension() != ".h") continue;
    ASSERT_FALSE(source.text.empty()) << source.path;
    EXPECT_TRUE(source.text.front().starts_with("// "))
        << source.path << " has no comment at its top";
  }
}

TEST(Manners, NothingPointsOutsideTheProject) {
  // Written in two halves, so that this file doesn't find itself.
  const std::string outside[] = {std::string("../") + "shared", std::string("/wo") + "rk/main",
                                 std::string("/wo") + "rk/shared"};
  for (const fs::path& path : written_files()) {
    int number = 0;
    for (const std::string& line : lines_of(path)) {
      ++number;
      for (const std::string& word : outside) {
        EXPECT_EQ(line.find(word), std::string::npos) << path.string() << ":" << number;
      }
    }
  }
}

TEST(Manners, EveryCaseHasBothEnds) {
  std::size_t cases = 0;
  for (const auto& dialect : fs::directory_iterator(root / "tests/cases")) {
    if (!dialect.is_directory()) continue;
    for (const auto& kind : fs::directory_iterator(dialect)) {
      if (!kind.is_directory()) continue;
      for (const auto& folder : fs::directory_iterator(kind)) {
        if (!folder.is_directory()) continue;
        ++cases;
        EXPECT_TRUE(fs::exists(folder.path() / "old.sql")) << folder.path();
        EXPECT_TRUE(fs::exists(folder.path() / "new.sql")) << folder.path();
      }
    }
  }
  EXPECT_GE(cases, 60u);
}

}  // namespace
}  // namespace tidy
