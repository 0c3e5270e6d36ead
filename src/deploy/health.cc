#include "deploy/health.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/interrupt.h"
#include "base/secret.h"
#include "base/text.h"
#include "deploy/http_get.h"
#include "deploy/shell_command.h"

namespace syncline {

namespace {

constexpr std::size_t shown_body = 2000;

/// What one try found: well when `said` is empty.
struct Try {
  std::string said, output;
};

Try ask_http(const HealthCheck& check, const HealthRequest&) {
  const HttpAnswer answer = http_get(check.http, check.timeout);
  if (!answer.problem.empty()) return {answer.problem, ""};
  Try result{"", readable(masked_words(answer.body.substr(0, shown_body)))};
  if (answer.status != check.status) {
    result.said = fmt::format("status {}, {} expected", answer.status, check.status);
  } else if (answer.body.find(check.body) == std::string::npos) {
    result.said = fmt::format("the answer's body does not hold \"{}\"", check.body);
  }
  return result;
}

Try run_command(const HealthCheck& check, const HealthRequest& request) {
  ShellCommand command;
  command.line = check.command;
  command.folder = request.folder;
  command.environment = request.environment;
  command.timeout = check.timeout;
  ShellOutcome outcome = run_shell(command);
  return {outcome.good() ? "" : outcome.problem(), std::move(outcome.output)};
}

/// What is wrong with the rows: they must be one, of one column, and true.
std::string judged(const Rows& rows) {
  if (rows.columns.size() != 1) {
    return fmt::format("{}, one expected", count_of(rows.columns.size(), "column"));
  }
  if (rows.rows.size() != 1) {
    return fmt::format("{}, one expected", count_of(rows.rows.size(), "row"));
  }
  const std::optional<std::string>& value = rows.rows.front().front();
  if (!value) return "NULL, true expected";
  constexpr std::array<std::string_view, 3> truths{"t", "true", "1"};
  if (std::ranges::find(truths, lower(*value)) != truths.end()) return "";
  return fmt::format("{}, true expected", readable(masked_words(value->substr(0, 100))));
}

Try ask_database(const HealthCheck& check, const HealthRequest& request) {
  try {
    Session& session = request.session();
    return {judged(session.query_within(check.timeout, check.sql)), ""};
  } catch (const Error& error) {
    return {masked_words(error.what()), ""};
  }
}

struct Way {
  std::string HealthCheck::*is;
  Try (*once)(const HealthCheck&, const HealthRequest&);
  std::string (*shown)(const HealthCheck&);
};

constexpr std::array ways{
    Way{&HealthCheck::http, ask_http,
        [](const HealthCheck& check) { return "GET " + shown_url(check.http); }},
    Way{&HealthCheck::command, run_command,
        [](const HealthCheck& check) { return masked_words(check.command); }},
    Way{&HealthCheck::sql, ask_database,
        [](const HealthCheck& check) { return masked_words(check.sql); }},
};

const Way& way_of(const HealthCheck& check) {
  const auto found =
      std::ranges::find_if(ways, [&](const Way& one) { return !(check.*one.is).empty(); });
  if (found == ways.end()) throw std::logic_error("a health check that checks nothing");
  return *found;
}

}  // namespace

std::string health_check_name(const HealthCheck& check) { return way_of(check).shown(check); }

HealthResult check_health(const HealthCheck& check, const HealthRequest& request) {
  const Way& way = way_of(check);
  HealthResult result;
  result.what = way.shown(check);
  while (true) {
    Try one = way.once(check, request);
    ++result.tries;
    result.said = std::move(one.said);
    result.output = std::move(one.output);
    result.well = result.said.empty();
    if (result.well || result.tries >= check.tries) return result;
    request.tell(fmt::format("{}: {}; try {} of {} in {}", result.what, result.said,
                             result.tries + 1, check.tries, spelled_duration(check.pause)));
    pause_for(check.pause);
  }
}

}  // namespace syncline
