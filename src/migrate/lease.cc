#include "migrate/lease.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <exception>
#include <random>

#include "base/moment.h"
#include "base/text.h"

namespace syncline {

namespace {

constexpr std::chrono::seconds longest_silence{60};

std::string host_name() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "?";
}

std::string random_word() {
  std::random_device random;
  return fmt::format("{:08x}{:08x}", random(), random());
}

}  // namespace

Lease new_lease(const std::string& who, const std::string& purpose) {
  return {random_word(), who, host_name(), getpid(), purpose, "", "", "", false};
}

std::chrono::seconds seconds_between(const std::string& from, const std::string& to) {
  const auto start = static_cast<std::int64_t>(epoch_seconds(from));
  const auto end = static_cast<std::int64_t>(epoch_seconds(to));
  return std::chrono::seconds(start == 0 || end < start ? 0 : end - start);
}

std::string describe(const Lease& lease) {
  std::string text = fmt::format("{}, process {}, {}, for {}", lease.who, lease.pid, lease.purpose,
                                 spelled_duration(seconds_between(lease.since, lease.seen)));
  const std::chrono::seconds silence = seconds_between(lease.heartbeat, lease.seen);
  if (silence >= longest_silence) {
    text += fmt::format(", without a sign of life for {}", spelled_duration(silence));
  }
  return text;
}

bool is_dead(const Lease& lease) {
  const bool here = lease.host == host_name() && lease.pid > 0;
  if (here && kill(lease.pid, 0) != 0 && errno == ESRCH) return true;
  if (here && lease.may_be_silent) return false;
  return seconds_between(lease.heartbeat, lease.seen) >= longest_silence;
}

Heartbeat::Heartbeat(Session& session, const Ledger& ledger, std::string owner,
                     std::chrono::milliseconds interval)
    : session_(session),
      sql_(ledger.sql().keep_lease(owner)),
      from_beside_(session.has_another()),
      interval_(interval),
      last_(std::chrono::steady_clock::now()) {
  if (from_beside_) ticker_.emplace(interval, interval, [this] { return beat_from_beside(); });
}

bool Heartbeat::beat_from_beside() {
  try {
    if (!own_) own_ = session_.another();
    own_->execute(sql_);
  } catch (const Error&) {
    own_.reset();  // the next beat tries again
  } catch (const std::exception&) {
    return false;  // Ctrl-C: the run ends as well
  }
  return true;
}

void Heartbeat::beat() {
  const auto now = std::chrono::steady_clock::now();
  if (from_beside_ || now - last_ < interval_) return;
  last_ = now;
  session_.execute(sql_);
}

}  // namespace syncline
