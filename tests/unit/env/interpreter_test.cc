#include "env/interpreter.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>

#include "base/files.h"
#include "env/dialects.h"
#include "env/exported.h"
#include "env/models.h"

namespace syncline {
namespace {

namespace fs = std::filesystem;

class InterpreterTest : public ::testing::Test {
 public:
  InterpreterTest() {
    std::string name = (fs::temp_directory_path() / "syncline-python-XXXXXX").string();
    root_ = mkdtemp(name.data());
    project_.folder = root_ / "top" / "app";
    fs::create_directories(project_.folder);
    setenv("SYNCLINE_CACHE", (root_ / "cache").c_str(), 1);
    unsetenv("VIRTUAL_ENV");
    unsetenv("CONDA_PREFIX");
  }
  ~InterpreterTest() override {
    unsetenv("VIRTUAL_ENV");
    fs::remove_all(root_);
  }

  fs::path make(const fs::path& program, std::string_view text = "#!/bin/sh\n") {
    fs::create_directories(program.parent_path());
    write_file(program, text);
    fs::permissions(program, fs::perms::owner_all);
    return program;
  }

  fs::path root_;
  Project project_;
};

TEST_F(InterpreterTest, IsTheOneThatIsNamed) {
  const fs::path own = make(project_.folder / "my" / "python");
  make(project_.folder / ".venv/bin/python");
  project_.models.python = "my/python";
  EXPECT_EQ(find_interpreter(project_), own);
  project_.models.python = "my/other";
  EXPECT_THROW(find_interpreter(project_), Error);
}

TEST_F(InterpreterTest, IsLookedForFromNearToFar) {
  const fs::path plain = find_interpreter(project_);
  EXPECT_EQ(plain.filename(), "python3");
  const fs::path above = make(root_ / "top" / "venv/bin/python");
  EXPECT_EQ(find_interpreter(project_), above);
  const fs::path beside = make(project_.folder / ".venv/bin/python");
  EXPECT_EQ(find_interpreter(project_), beside);
  const fs::path active = make(root_ / "active/bin/python");
  setenv("VIRTUAL_ENV", (root_ / "active").c_str(), 1);
  EXPECT_EQ(find_interpreter(project_), active);
}

TEST_F(InterpreterTest, IsNotThatOfAnotherRepository) {
  make(root_ / ".venv/bin/python");
  fs::create_directories(root_ / "top" / ".git");
  EXPECT_EQ(find_interpreter(project_).filename(), "python3");
}

TEST_F(InterpreterTest, IsAskedOfPoetryOnce) {
  const fs::path python = make(root_ / "poetry-envs/bin/python");
  make(root_ / "bin/poetry",
       "#!/bin/sh\necho x >> " + (root_ / "asked").string() + "\necho " + python.string() + "\n");
  write_file(project_.folder / "poetry.lock", "");
  const std::string path = std::getenv("PATH");
  setenv("PATH", ((root_ / "bin").string() + ":" + path).c_str(), 1);
  EXPECT_EQ(find_interpreter(project_), python);
  EXPECT_EQ(find_interpreter(project_), python);
  setenv("PATH", path.c_str(), 1);
  EXPECT_EQ(read_file(root_ / "asked"), "x\n");
}

TEST_F(InterpreterTest, ModelFilesAreThoseThatCount) {
  write_file(project_.folder / "models.py",
             "import extra\nfrom sqlalchemy import *\nm = MetaData()\nt = Table('t', m, "
             "Column('a', Integer))\n");
  write_file(project_.folder / "extra.py", "");
  write_file(project_.folder / "unused.py", "");
  fs::create_directories(project_.folder / "sql" / "deep");
  write_file(project_.folder / "sql" / "deep" / "a.sql", "");
  project_.models.python = "/usr/bin/python3";
  project_.models.sqlalchemy = {"models"};
  project_.models.sql = {project_.folder / "sql"};
  const Dialect& dialect = dialect_named("sqlite");
  const std::vector<fs::path> expected{project_.folder / "extra.py", project_.folder / "models.py",
                                       project_.folder / "sql/deep/a.sql"};
  const ModelFiles first = model_files(project_, dialect);
  EXPECT_EQ(first.files, expected);
  EXPECT_GT(first.python_seconds, 0);
  EXPECT_EQ(first.folders, (std::vector<fs::path>{project_.folder, project_.folder / "sql",
                                                  project_.folder / "sql/deep"}));
  EXPECT_TRUE(export_models(project_, dialect).kept);  // nothing has changed
  EXPECT_EQ(model_files(project_, dialect).python_seconds, 0);

  write_file(project_.folder / "extra.py", "broken(\n");
  EXPECT_THROW(models_recipe(project_, dialect), Error);
  EXPECT_EQ(model_files(project_, dialect).files, expected);  // where it will be mended

  write_file(project_.folder / "extra.py", "import os; os.abort()\n");
  EXPECT_THROW(models_recipe(project_, dialect), Error);
  EXPECT_EQ(model_files(project_, dialect).folders.front(), project_.folder);
}

}  // namespace
}  // namespace syncline
