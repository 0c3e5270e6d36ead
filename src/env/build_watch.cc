#include "env/build_watch.h"

#include <charconv>
#include <chrono>
#include <exception>

namespace syncline {

namespace {

int number(const std::string& text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

BuildWatch::BuildWatch(Session& session, std::function<void(const Building&)> tell)
    : session_(session), sql_(session.building_sql()), tell_(std::move(tell)) {
  if (tell_ && !sql_.empty()) thread_ = std::thread([this] { run(); });
}

BuildWatch::~BuildWatch() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void BuildWatch::run() {
  std::chrono::milliseconds pause{1000};
  std::unique_ptr<Session> own;
  try {
    while (true) {
      {
        std::unique_lock lock(mutex_);
        if (changed_.wait_for(lock, pause, [this] { return stop_; })) return;
      }
      pause = std::chrono::milliseconds(500);
      if (!own) own = session_.another();
      const Rows rows = own->query(sql_);
      if (rows.empty()) continue;
      tell_({rows.text(0, "what"), rows.text(0, "phase"), number(rows.text(0, "percent"))});
    }
  } catch (const std::exception&) {
    // Whoever waits sees less; the run itself tells when the server is gone.
  }
}

}  // namespace syncline
