#include "postgres/answers.h"

namespace syncline::postgres {

void Answers::take_from(Pipeline& pipeline) {
  for (; taken_ < answers_.size(); ++taken_) answers_[taken_].set_value(pipeline.next());
}

void Answers::break_off(const std::exception_ptr& error) {
  for (; taken_ < answers_.size(); ++taken_) answers_[taken_].set_exception(error);
}

Receiver::Receiver(Pipeline& pipeline, std::size_t count)
    : answers_(count), thread_(std::async(std::launch::async, [this, &pipeline] {
        try {
          answers_.take_from(pipeline);
        } catch (...) {
          answers_.break_off(std::current_exception());
        }
      })) {}

}  // namespace syncline::postgres
