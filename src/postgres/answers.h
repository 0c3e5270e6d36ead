// Answers that one thread takes from a server while another one reads them.
#pragma once

#include <future>
#include <vector>

#include "postgres/pipeline.h"

namespace syncline::postgres {

class Answers {
 public:
  explicit Answers(std::size_t count) : answers_(count) {}

  /// In the thread that has the connection: as they come, so that the server never waits for the
  /// reader. What breaks the connection is thrown, and belongs to break_off().
  void take_from(Pipeline& pipeline);
  /// Whoever waits for the answers that were not taken throws this.
  void break_off(const std::exception_ptr& error);

  /// In the thread that reads: the answer to the question of this number, once. An error of the
  /// server is a value.
  OwnedResult answer(std::size_t number) { return answers_[number].get_future().get(); }

 private:
  std::vector<std::promise<OwnedResult>> answers_;
  std::size_t taken_ = 0;
};

/// The next `count` answers of a pipeline, which is nobody else's until this ends.
class Receiver {
 public:
  Receiver(Pipeline& pipeline, std::size_t count);
  OwnedResult answer(std::size_t number) { return answers_.answer(number); }

 private:
  Answers answers_;
  std::future<void> thread_;  // the last: it uses the answers
};

}  // namespace syncline::postgres
