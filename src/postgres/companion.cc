#include "postgres/companion.h"

#include <fmt/format.h>

namespace syncline::postgres {

namespace {

// The first connection was made a moment ago: one that takes longer is of no use.
constexpr std::chrono::seconds patience{3};

}  // namespace

Companion::Companion(const Connection& first, std::unique_ptr<Connection>& kept,
                     std::string snapshot, std::string settings, std::vector<std::string> queries)
    : settings_of_first_(first.settings()),
      connection_(kept),
      queries_(std::move(queries)),
      answers_(queries_.size()),
      thread_(std::async(std::launch::async,
                         [this, snapshot = std::move(snapshot), settings = std::move(settings)] {
                           run(snapshot, settings);
                         })) {}

Companion::~Companion() = default;

bool Companion::join(const std::string& snapshot, const std::string& settings) {
  if (!connection_ || !connection_->alive()) {
    connection_ = std::make_unique<Connection>(settings_of_first_, patience);
  }
  const Connection::Answers begun = connection_->run_all(fmt::format(
      "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET TRANSACTION SNAPSHOT '{}'; {}",
      snapshot, settings));
  if (begun.error) connection_->rollback();
  return !begun.error;
}

void Companion::run(const std::string& snapshot, const std::string& settings) {
  bool told = false;
  try {
    const bool joined = join(snapshot, settings);
    told = true;
    joining_.set_value(joined);
    if (!joined) return;
    Pipeline pipeline(*connection_);
    for (const std::string& query : queries_) pipeline.send(query);
    pipeline.send("COMMIT");
    pipeline.sync();
    pipeline.flush();
    answers_.take_from(pipeline);
  } catch (...) {
    connection_.reset();
    if (!told) return joining_.set_value(false);
    answers_.break_off(std::current_exception());
  }
}

}  // namespace syncline::postgres
