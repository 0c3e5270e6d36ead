// A database in memory or in a file of its own, for the tests of this room.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "base/files.h"
#include "dialect/session.h"
#include "diff/compare.h"
#include "sqlite/sqlite.h"

namespace syncline::sqlite {

inline Script script_of(const std::string& sql) {
  return split_script(sql, "test.sql", dialect().syntax);
}

inline std::unique_ptr<Session> memory(const std::string& sql = "") {
  std::unique_ptr<Session> session = dialect().connect("sqlite::memory:", {});
  std::vector<std::string> notes;
  session->load(script_of(sql), notes);
  return session;
}

inline Catalog catalog_of(const std::string& sql) { return memory(sql)->read({}); }

/// "kind name: attribute attribute", "new kind name", "gone kind name", one a line.
inline std::string differences(const Catalog& from, const Catalog& to) {
  std::string text;
  for (const Change& change : compare(from, to)) {
    if (!change.before) text += "new ";
    if (!change.after) text += "gone ";
    text += change.id().text();
    for (Symbol attribute : change.attributes) text += " " + std::string(attribute.text());
    text += "\n";
  }
  return text;
}

/// A folder that is gone at the end of the test.
class FileTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "syncline-XXXXXX").string();
    folder = mkdtemp(pattern.data());
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  std::string url(const std::string& name) const { return "sqlite:" + (folder / name).string(); }
  std::unique_ptr<Session> open(const std::string& name, bool create = true) const {
    ConnectOptions options;
    options.create = create;
    return dialect().connect(url(name), options);
  }

  std::filesystem::path folder;
};

/// The Error that `run` throws; a test failure when it throws none.
template <typename Run>
Error error_of(Run&& run) {
  try {
    run();
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "no Error was thrown";
  return Error(Failure::Usage, "");
}

}  // namespace syncline::sqlite
