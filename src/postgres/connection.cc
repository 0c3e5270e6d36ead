#include "postgres/connection.h"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>
#include <sys/socket.h>

#include <cerrno>

#include "base/interrupt.h"
#include "base/secret.h"
#include "postgres/connection_failure.h"

namespace syncline::postgres {

namespace {

constexpr std::chrono::seconds cleanup_patience{5};

std::string field(const pg_result* result, int code) {
  const char* text = PQresultErrorField(result, code);
  return text ? text : "";
}

bool failed(const pg_result* result) {
  switch (PQresultStatus(result)) {
    case PGRES_BAD_RESPONSE:
    case PGRES_FATAL_ERROR:
    case PGRES_PIPELINE_ABORTED:
      return true;
    default:
      return false;
  }
}

/// Data of COPY goes through psql, not through us: end it, so that the connection can go on.
void refuse_copy(pg_conn* handle, const pg_result* result) {
  if (PQresultStatus(result) == PGRES_COPY_IN) {
    PQputCopyEnd(handle, "COPY from the client is not supported");
  } else if (PQresultStatus(result) == PGRES_COPY_OUT) {
    char* row = nullptr;
    while (PQgetCopyData(handle, &row, 0) > 0) PQfreemem(row);
  }
}

}  // namespace

void ResultDeleter::operator()(pg_result* result) const { PQclear(result); }

std::string_view sqlstate(const pg_result* result) {
  const char* code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  return code ? code : "";
}

Error server_error(const pg_result* result, std::string_view sql) {
  std::string message = field(result, PG_DIAG_MESSAGE_PRIMARY);
  if (message.empty()) message = PQresultErrorMessage(result);
  Error error(Failure::Database, masked_words(message));
  error.statement = masked_words(sql);
  error.sqlstate = sqlstate(result);
  if (error.sqlstate == "25006") {
    error.hint =
        "this session may only read: the server is a replica in recovery (then connect to the "
        "primary), or the role or database has default_transaction_read_only = on";
  }
  const std::string position = field(result, PG_DIAG_STATEMENT_POSITION);
  if (!position.empty()) error.position = std::stoi(position);
  for (const auto& [name, code] :
       {std::pair{"", PG_DIAG_MESSAGE_DETAIL}, std::pair{"hint: ", PG_DIAG_MESSAGE_HINT},
        std::pair{"in: ", PG_DIAG_CONTEXT}}) {
    const std::string text = field(result, code);
    if (text.empty()) continue;
    if (!error.detail.empty()) error.detail += '\n';
    error.detail += masked_words(name + text);
  }
  return error;
}

Connection::Connection(Settings settings, std::chrono::milliseconds timeout)
    : settings_(std::move(settings)) {
  settings_.emplace("application_name", "syncline");
  settings_["client_encoding"] = "UTF8";
  try {
    open(timeout);
  } catch (...) {
    PQfinish(handle_);
    throw;
  }
}

Connection::~Connection() { PQfinish(handle_); }

void Connection::open(std::chrono::milliseconds timeout) {
  std::vector<const char*> names, values;
  for (const auto& [name, value] : settings_) {
    names.push_back(name.c_str());
    values.push_back(value.c_str());
  }
  names.push_back(nullptr);
  values.push_back(nullptr);
  handle_ = PQconnectStartParams(names.data(), values.data(), 0);
  if (!handle_) throw std::bad_alloc();
  if (const char* password = PQpass(handle_)) remember_secret(password);
  PQsetNoticeReceiver(
      handle_, [](void*, const pg_result*) {}, nullptr);

  const Clock::time_point deadline = Clock::now() + timeout;
  PostgresPollingStatusType status = PGRES_POLLING_WRITING;
  while (status != PGRES_POLLING_OK) {
    if (status == PGRES_POLLING_FAILED || PQstatus(handle_) == CONNECTION_BAD) {
      throw connection_failure(*handle_, PQerrorMessage(handle_));
    }
    const bool reading = status == PGRES_POLLING_READING;
    if (wait(reading, !reading, deadline) == Wait::Timeout) {
      throw connection_failure(
          *handle_, fmt::format("timeout expired after {} s",
                                std::chrono::ceil<std::chrono::seconds>(timeout).count()));
    }
    status = PQconnectPoll(handle_);
  }
  PQsetnonblocking(handle_, 1);
  if (version() < oldest_server) throw server_too_old(*handle_, version());
  if (parameter("standard_conforming_strings") == "off")
    run("SET standard_conforming_strings = on");
}

int Connection::version() const { return PQserverVersion(handle_); }
std::string Connection::database() const { return PQdb(handle_); }
std::string Connection::user() const { return PQuser(handle_); }
std::string Connection::place() const { return connection_place(*handle_); }
int Connection::backend() const { return PQbackendPID(handle_); }

bool Connection::local() const {
  const char* host = PQhost(handle_);
  const char* address = PQhostaddr(handle_);
  const std::string_view at = address && *address ? address : host ? host : "";
  return at.empty() || at.front() == '/' || at.front() == '@' || at == "::1" || at == "localhost" ||
         at.starts_with("127.");
}

std::string Connection::tls() const {
  const char* protocol = PQsslInUse(handle_) ? PQsslAttribute(handle_, "protocol") : nullptr;
  return protocol ? protocol : "";
}

/// As it was connected: also by PGSSLMODE or a service.
bool Connection::tls_verified() const {
  if (!PQsslInUse(handle_)) return false;
  const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> options(PQconninfo(handle_),
                                                                               PQconninfoFree);
  for (const PQconninfoOption* one = options.get(); one && one->keyword; ++one) {
    if (std::string_view(one->keyword) == "sslmode")
      return one->val && std::string_view(one->val) == "verify-full";
  }
  return false;
}

bool Connection::alive() const { return PQstatus(handle_) == CONNECTION_OK; }

bool Connection::in_transaction() const {
  const PGTransactionStatusType status = PQtransactionStatus(handle_);
  return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

std::string Connection::parameter(const char* name) const {
  const char* value = PQparameterStatus(handle_, name);
  return value ? value : "";
}

Connection::Wait Connection::wait(bool reading, bool writing,
                                  std::optional<Clock::time_point> deadline) {
  const short events = static_cast<short>((reading ? POLLIN : 0) | (writing ? POLLOUT : 0));
  while (true) {
    pollfd watched[2] = {{PQsocket(handle_), events, 0}, {interrupt_descriptor(), POLLIN, 0}};
    int patience = -1;
    if (deadline) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(*deadline - Clock::now());
      patience = static_cast<int>(std::max<std::int64_t>(left.count(), 0));
    }
    const int ready = poll(watched, interruptible_ ? 2 : 1, patience);
    if (interruptible_ && interrupted()) {
      cancel();
      throw_if_interrupted();
    }
    if (ready > 0) return Wait::Ready;
    if (ready == 0) return Wait::Timeout;
    if (errno != EINTR) throw Error(Failure::Database, "waiting for the server failed");
  }
}

void Connection::flush() {
  while (true) {
    const int left = PQflush(handle_);
    if (left <= 0) return;  // what went wrong is told by the next result
    // The server may itself wait for us to read before it reads on.
    wait(true, true, std::nullopt);
    PQconsumeInput(handle_);
  }
}

bool Connection::receive(std::optional<Clock::time_point> deadline) {
  if (!interruptible_ && !deadline) deadline = Clock::now() + cleanup_patience;
  while (PQisBusy(handle_)) {
    const bool writing = PQflush(handle_) > 0;
    if (wait(true, writing, deadline) == Wait::Timeout) return false;
    if (!PQconsumeInput(handle_)) return true;
  }
  return true;
}

OwnedResult Connection::next_result() {
  if (!receive(std::nullopt)) {
    throw Error(Failure::Database, fmt::format("{} does not answer", place()));
  }
  return OwnedResult(PQgetResult(handle_));
}

void Connection::check_sent(int sent, std::string_view sql) {
  if (sent) return;
  if (!alive()) throw_lost(sql);
  throw std::logic_error(fmt::format("cannot send a statement: {}", PQerrorMessage(handle_)));
}

void Connection::send(const std::string& sql) {
  check_sent(PQsendQuery(handle_, sql.c_str()), sql);
  flush();
}

bool Connection::answered(std::chrono::milliseconds patience) {
  return receive(Clock::now() + patience);
}

Connection::Answers Connection::answers(const std::string& sql) {
  Answers answers;
  while (OwnedResult result = next_result()) {
    refuse_copy(handle_, result.get());
    if (!failed(result.get())) {
      ++answers.done;
    } else if (!answers.error) {
      if (!alive()) throw_lost(sql);
      answers.error = server_error(result.get(), sql);
    }
    answers.last = std::move(result);
  }
  if (!answers.last || !alive()) throw_lost(sql);
  return answers;
}

OwnedResult Connection::answer(const std::string& sql) {
  Answers all = answers(sql);
  if (all.error) throw *std::move(all.error);
  return std::move(all.last);
}

Connection::Answers Connection::run_all(const std::string& sql) {
  send(sql);
  return answers(sql);
}

OwnedResult Connection::run(const std::string& sql) {
  send(sql);
  return answer(sql);
}

void Connection::send(const std::string& sql, const Values& values) {
  std::vector<const char*> texts;
  for (const std::optional<std::string>& value : values) {
    texts.push_back(value ? value->c_str() : nullptr);
  }
  check_sent(PQsendQueryParams(handle_, sql.c_str(), static_cast<int>(texts.size()), nullptr,
                               texts.data(), nullptr, nullptr, 0),
             sql);
  flush();
}

OwnedResult Connection::run(const std::string& sql, const Values& values) {
  send(sql, values);
  return answer(sql);
}

OwnedResult Connection::run_within(std::chrono::milliseconds limit, const std::string& sql) {
  send(sql, {});
  if (answered(limit)) return answer(sql);
  cancel();
  if (PQtransactionStatus(handle_) == PQTRANS_ACTIVE) {  // it did not hear that either
    shutdown(PQsocket(handle_), SHUT_RDWR);
    PQconsumeInput(handle_);
  }
  const double seconds = static_cast<double>(limit.count()) / 1000;
  Error error(Failure::Database, fmt::format("no answer within {:g} s", seconds));
  error.statement = masked_words(sql);
  throw error;
}

Settings Connection::pinned() const {
  Settings settings = settings_;
  settings["host"] = PQhost(handle_);
  settings["port"] = PQport(handle_);
  if (settings.contains("hostaddr")) settings["hostaddr"] = PQhostaddr(handle_);
  settings["user"] = user();
  settings["dbname"] = database();
  return settings;
}

void Connection::rollback() noexcept {
  try {
    if (!alive() || !in_transaction()) return;
    const Uninterrupted guard(*this);
    run("ROLLBACK");
  } catch (...) {
    // The server ends a transaction by itself when the connection goes.
  }
}

void Connection::cancel() {
  if (PQtransactionStatus(handle_) != PQTRANS_ACTIVE) return;
  if (PGcancel* request = PQgetCancel(handle_)) {
    char reason[256];
    PQcancel(request, reason, sizeof reason);
    PQfreeCancel(request);
  }
  if (PQpipelineStatus(handle_) == PQ_PIPELINE_OFF) drain();
}

void Connection::drain() noexcept {
  try {
    const Uninterrupted guard(*this);
    while (next_result()) {
    }
  } catch (...) {
    // The server does not answer any more: whoever uses the connection next will be told so.
  }
}

void Connection::throw_lost(std::string_view sql) const {
  Error error(Failure::Database,
              fmt::format("the connection to {}, database {} was lost: {}", place(), database(),
                          first_line(masked_words(PQerrorMessage(handle_)))));
  error.statement = masked_words(sql);
  throw std::move(error).with_hint(
      "look whether the server was restarted, then run the command again");
}

Connection::Uninterrupted::Uninterrupted(Connection& connection)
    : connection_(connection), before_(connection.interruptible_) {
  connection_.interruptible_ = false;
}

Connection::Uninterrupted::~Uninterrupted() { connection_.interruptible_ = before_; }

}  // namespace syncline::postgres
