#include "env/build_watch.h"

#include <gtest/gtest.h>

#include <future>

#include "unit/postgres/support.h"

namespace syncline {
namespace {

class BuildWatchTest : public postgres::WithServer {};

TEST_F(BuildWatchTest, SeesAnIndexThatWaitsForOthers) {
  session->execute("CREATE TABLE public.t (a integer)");
  const auto writer = another(), builder = another();
  writer->begin();
  writer->execute("INSERT INTO public.t VALUES (1)");
  std::promise<Building> seen;
  std::atomic<bool> told = false;
  auto built = std::async(std::launch::async, [&] {
    const BuildWatch watch(*builder, [&](const Building& at) {
      if (!told.exchange(true)) seen.set_value(at);
    });
    builder->execute("CREATE INDEX CONCURRENTLY ON public.t (a)");
  });
  auto answer = seen.get_future();
  const bool in_time = answer.wait_for(std::chrono::seconds(20)) == std::future_status::ready;
  writer->rollback();
  built.get();
  ASSERT_TRUE(in_time);
  const Building at = answer.get();
  EXPECT_EQ(at.what, "CREATE INDEX CONCURRENTLY on t");
  EXPECT_NE(at.phase.find("waiting for writers"), std::string::npos) << at.phase;
  EXPECT_NE(at.phase.find("for process " + value(*writer, "pg_backend_pid()")), std::string::npos)
      << at.phase;
}

}  // namespace
}  // namespace syncline
