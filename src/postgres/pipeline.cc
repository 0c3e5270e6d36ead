#include "postgres/pipeline.h"

#include <libpq-fe.h>

#include <stdexcept>

namespace syncline::postgres {

Answer kind_of(const pg_result* result) {
  switch (PQresultStatus(result)) {
    case PGRES_PIPELINE_SYNC:
      return Answer::Synced;
    case PGRES_PIPELINE_ABORTED:
      return Answer::PassedOver;
    case PGRES_BAD_RESPONSE:
    case PGRES_FATAL_ERROR:
      return Answer::Failed;
    default:
      return Answer::Done;
  }
}

Pipeline::Pipeline(Connection& connection) : connection_(connection) {
  connection_.check_sent(PQenterPipelineMode(connection_.handle_), "");
}

Pipeline::~Pipeline() {
  try {
    drain();
    PQexitPipelineMode(connection_.handle_);
  } catch (...) {
    // The server does not answer any more: whoever uses the connection next will be told so.
  }
}

void Pipeline::drain() {
  if (!connection_.alive()) return;
  const Connection::Uninterrupted guard(connection_);
  if (open_) sync();
  while (unanswered_syncs_ > 0) next();
}

void Pipeline::send(const std::string& sql) { send(sql, {}); }

void Pipeline::send(const std::string& sql, const Values& values) {
  std::vector<const char*> texts;
  for (const std::optional<std::string>& value : values) {
    texts.push_back(value ? value->c_str() : nullptr);
  }
  open_ = true;
  connection_.check_sent(
      PQsendQueryParams(connection_.handle_, sql.c_str(), static_cast<int>(texts.size()), nullptr,
                        texts.data(), nullptr, nullptr, 0),
      sql);
}

void Pipeline::sync() {
  connection_.check_sent(PQpipelineSync(connection_.handle_), "");
  open_ = false;
  ++unanswered_syncs_;
}

void Pipeline::ask_for_answer() {
  connection_.check_sent(PQsendFlushRequest(connection_.handle_), "");
}

void Pipeline::flush() { connection_.flush(); }

bool Pipeline::answered(std::chrono::milliseconds patience) {
  if (early_) return true;
  // The nothing that ends the answer before this one is there already, and no answer.
  if (!PQisBusy(connection_.handle_)) early_ = connection_.next_result();
  return early_ || connection_.answered(patience);
}

OwnedResult Pipeline::next() {
  if (early_) {
    if (PQresultStatus(early_.get()) == PGRES_PIPELINE_SYNC) --unanswered_syncs_;
    return std::move(early_);
  }
  // libpq marks the end of each statement's results by nothing.
  for (int ends = 0; ends < 3; ++ends) {
    OwnedResult result = connection_.next_result();
    if (!connection_.alive()) connection_.throw_lost("");
    if (!result) continue;
    if (PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC) --unanswered_syncs_;
    return result;
  }
  throw std::logic_error("an answer is awaited to which nothing was sent");
}

}  // namespace syncline::postgres
