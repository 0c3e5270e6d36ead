// The same schema on servers of different major versions gives equal catalogs: every old.sql and
// new.sql of the case folders, and the richer schemas beside this file.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/files.h"
#include "dialect/script.h"
#include "diff/compare.h"
#include "postgres/postgres.h"

namespace syncline {
namespace {

namespace fs = std::filesystem;

constexpr int majors[] = {13, 14, 15, 16, 17, 18};

std::vector<fs::path> samples() {
  std::vector<fs::path> found;
  for (const char* root : {SYNCLINE_CASES "/postgres", SYNCLINE_VERSION_SAMPLES}) {
    if (!fs::exists(root)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      std::string name = entry.path().filename();
      bool recorded = name == "plan.sql" || name == "back.sql" || name == "seed.sql";
      if (entry.path().extension() == ".sql" && !recorded) found.push_back(entry.path());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// The catalog of a sample, or nothing when this version does not know its SQL.
std::optional<Catalog> catalog_on(Scratch& server, const fs::path& sample) {
  const Dialect& dialect = postgres::dialect();
  std::unique_ptr<Session> session = server.empty();
  std::vector<std::string> notes;
  try {
    session->load(split_script(read_file(sample), sample, dialect.syntax), notes);
  } catch (const Error& error) {
    return std::nullopt;
  }
  return session->read({});
}

std::string value_text(const Value* value) {
  if (!value) return "-";
  if (const auto* text = std::get_if<std::string>(value)) return *text;
  if (const auto* list = std::get_if<std::vector<std::string>>(value)) {
    std::string all;
    for (const std::string& one : *list) all += "[" + one + "]";
    return all;
  }
  if (const auto* number = std::get_if<std::int64_t>(value)) return std::to_string(*number);
  return std::get<bool>(*value) ? "true" : "false";
}

std::string differences(const Catalog& a, const Catalog& b) {
  std::string text;
  for (const Change& change : compare(a, b)) {
    text += change.id().text() + (change.before ? change.after ? "" : " (gone)" : " (new)") + "\n";
    for (Symbol name : change.attributes) {
      text += "  " + std::string(name.text()) + ": " +
              value_text(change.before->attributes.find(name)) + "\n    -> " +
              value_text(change.after->attributes.find(name)) + "\n";
    }
  }
  return text;
}

class Versions : public ::testing::TestWithParam<int> {};

TEST_P(Versions, GiveTheCatalogOf15) {
  const Dialect& dialect = postgres::dialect();
  std::unique_ptr<Scratch> reference = dialect.scratch({"", 15}),
                           other = dialect.scratch({"", GetParam()});
  if (reference->server().major != 15 || other->server().major != GetParam()) {
    GTEST_SKIP() << "no server of version " << GetParam()
                 << " here; scripts/install-dependencies --with-servers brings it";
  }
  int compared = 0, unknown = 0;
  for (const fs::path& sample : samples()) {
    std::optional<Catalog> expected = catalog_on(*reference, sample),
                           got = catalog_on(*other, sample);
    if (!expected || !got) {
      ++unknown;
      continue;
    }
    ++compared;
    EXPECT_EQ(differences(*expected, *got), "") << sample;
  }
  std::printf("version %d: %d schemas equal those of 15, %d need another version\n", GetParam(),
              compared, unknown);
  EXPECT_GT(compared, unknown);
}

INSTANTIATE_TEST_SUITE_P(Server, Versions, ::testing::ValuesIn(majors),
                         [](const auto& test) { return "V" + std::to_string(test.param); });

}  // namespace
}  // namespace syncline
