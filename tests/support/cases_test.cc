// Every case folder is a test of its own.
#include <gtest/gtest.h>

#include "support/case.h"

namespace syncline::testing {
namespace {

class Cases : public ::testing::TestWithParam<Case> {};

TEST_P(Cases, BothWays) { run_case(GetParam()); }

INSTANTIATE_TEST_SUITE_P(Folder, Cases, ::testing::ValuesIn(all_cases(SYNCLINE_CASES)),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace syncline::testing
