#include "adopt/export_alembic.h"

#include "unit/migrate/files.h"

namespace syncline {
namespace {

using testing::Folder;

std::string module_of(const std::string& text) {
  return alembic_module(parse_revision(text, "a1_x.sql", testing::postgres_syntax));
}

TEST(AlembicModule, RunsTheSqlBothWays) {
  const std::string text = module_of(
      "-- syncline: revision a1\n-- syncline: parent p\n-- syncline: parent q\n"
      "-- syncline: label l\n-- syncline: up\nSELECT 'a:b\\\"'::text;\n"
      "-- syncline: up outside transaction\nVACUUM;\n-- syncline: down\n");
  EXPECT_NE(text.find("down_revision = (\"p\", \"q\")\nbranch_labels = \"l\"\ndepends_on = None\n"),
            std::string::npos);
  EXPECT_NE(text.find("def upgrade():\n"
                      "    op.execute(\"SELECT 'a\\\\:b\\\\\\\"'\\\\:\\\\:text\")\n"
                      "    with op.get_context().autocommit_block():\n"
                      "        op.execute(\"VACUUM\")\n\n\ndef downgrade():\n    pass\n"),
            std::string::npos)
      << text;
}

TEST(AlembicModule, RaisesWhereThereIsNoWay) {
  const std::string text =
      module_of("-- syncline: revision a1\n-- syncline: review why\n-- syncline: up\nSELECT 1;\n");
  EXPECT_NE(text.find("def upgrade():\n    raise NotImplementedError"), std::string::npos);
  EXPECT_NE(text.find("def downgrade():\n    raise NotImplementedError"), std::string::npos);
}

TEST(AlembicExport, LeavesWhatIsThere) {
  Folder folder;
  folder.revision("a", {});
  folder.revision("b", {"a"});
  const History history = History::load(folder.path(), testing::sqlite_syntax);
  folder.write("other.py", "revision: str = 'a'\n");
  EXPECT_EQ(export_alembic(history, folder.path(), true).size(), 1u);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "b.py"));
  EXPECT_EQ(export_alembic(history, folder.path(), false).at(0).id, "b");
  EXPECT_TRUE(export_alembic(history, folder.path(), false).empty());
}

TEST(AlembicVersions, AreWhereTheIniSays) {
  Folder folder;
  folder.write("alembic.ini", "[alembic]\nscript_location = %(here)s/db\n");
  EXPECT_EQ(alembic_versions(folder.path() / "alembic.ini"), folder.path() / "db" / "versions");
  folder.write("alembic.ini", "[alembic]\nscript_location = db\n");
  EXPECT_EQ(alembic_versions(folder.path() / "alembic.ini"), folder.path() / "db" / "versions");
}

}  // namespace
}  // namespace syncline
