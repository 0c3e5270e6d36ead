#include "migrate/records.h"

#include <fmt/format.h>

#include <chrono>
#include <ctime>

namespace syncline {

namespace {

constexpr std::string_view hows[] = {"applied", "stamped", "forced", "baseline", "squashed"};
constexpr std::string_view outcomes[] = {"done", "begun", "failed"};
constexpr std::string_view actions[] = {"up", "down"};

}  // namespace

std::string_view how_name(How how) { return hows[static_cast<std::size_t>(how)]; }

std::string_view outcome_name(StatementOutcome outcome) {
  return outcomes[static_cast<std::size_t>(outcome)];
}

std::string_view action_name(Direction direction) {
  return actions[static_cast<std::size_t>(direction)];
}

std::string utc_now() {
  const auto now = std::chrono::system_clock::now();
  const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
  const auto milliseconds =
      std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", parts.tm_year + 1900,
                     parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
                     milliseconds);
}

std::string tool_name() { return "syncline " SYNCLINE_VERSION; }

}  // namespace syncline
