#include "env/build_watch.h"

#include <chrono>
#include <exception>

#include "base/text.h"

namespace syncline {

BuildWatch::BuildWatch(Session& session, std::function<void(const Building&)> tell)
    : session_(session), sql_(session.building_sql()), tell_(std::move(tell)) {
  constexpr std::chrono::milliseconds first{1000}, interval{500};
  if (tell_ && !sql_.empty()) ticker_.emplace(first, interval, [this] { return look(); });
}

bool BuildWatch::look() {
  try {
    if (!own_) own_ = session_.another();
    const Rows rows = own_->query(sql_);
    if (rows.empty()) return true;
    tell_({rows.text(0, "what"), rows.text(0, "phase"), number_in(rows.text(0, "percent"))});
    return true;
  } catch (const std::exception&) {
    return false;  // whoever waits sees less; the run itself tells when the server is gone
  }
}

}  // namespace syncline
