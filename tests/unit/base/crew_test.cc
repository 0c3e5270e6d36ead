#include "base/crew.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>

namespace syncline {
namespace {

using std::chrono::milliseconds;

TEST(Crew, RunsAllAndTellsSo) {
  const auto count = std::make_shared<std::atomic<int>>(0);
  std::vector<std::function<void()>> jobs(100, [count] { ++*count; });
  Crew crew(std::move(jobs), 7);
  EXPECT_EQ(crew.wait(milliseconds(10000)), std::vector<bool>(100, true));
  EXPECT_EQ(*count, 100);
}

TEST(Crew, NoJobsAreDone) { EXPECT_TRUE(Crew({}).wait(milliseconds(10000)).empty()); }

TEST(Crew, WhatHangsIsLeftBehind) {
  const auto release = std::make_shared<std::atomic<bool>>(false);
  const auto done = std::make_shared<std::atomic<bool>>(false);
  {
    Crew crew({[release, done] {
                 while (!*release) std::this_thread::sleep_for(milliseconds(1));
                 *done = true;
               },
               [] {}},
              2);
    EXPECT_EQ(crew.wait(milliseconds(50)), (std::vector<bool>{false, true}));
  }
  EXPECT_TRUE(jobs_left_behind());
  *release = true;
  for (int i = 0; i < 5000 && jobs_left_behind(); ++i) std::this_thread::sleep_for(milliseconds(1));
  EXPECT_TRUE(*done);
  EXPECT_FALSE(jobs_left_behind());
}

TEST(Crew, ThoseThatHangDoNotHoldTheOthersUp) {
  const auto release = std::make_shared<std::atomic<bool>>(false);
  std::vector<std::function<void()>> jobs(3, [release] {
    while (!*release) std::this_thread::sleep_for(milliseconds(1));
  });
  for (int i = 0; i < 20; ++i) jobs.emplace_back([] {});
  Crew crew(std::move(jobs), 2);
  const std::vector<bool> done = crew.wait(milliseconds(1500));
  EXPECT_EQ(std::count(done.begin(), done.end(), true), 20);
  *release = true;
  EXPECT_EQ(crew.wait(milliseconds(10000)), std::vector<bool>(23, true));
}

TEST(Crew, BeginsNothingAfterItsEnd) {
  const auto release = std::make_shared<std::atomic<bool>>(false);
  const auto begun = std::make_shared<std::atomic<int>>(0);
  {
    const auto job = [release, begun] {
      ++*begun;
      while (!*release) std::this_thread::sleep_for(milliseconds(1));
    };
    Crew crew({job, job, job}, 1);
    crew.wait(milliseconds(20));
  }
  *release = true;
  for (int i = 0; i < 5000 && jobs_left_behind(); ++i) std::this_thread::sleep_for(milliseconds(1));
  EXPECT_EQ(*begun, 1);
}

}  // namespace
}  // namespace syncline
