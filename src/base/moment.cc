#include "base/moment.h"

#include <cstdlib>
#include <ctime>

namespace syncline {

double epoch_seconds(const std::string& moment) {
  std::tm parts{};
  const char* rest = strptime(moment.c_str(), "%Y-%m-%dT%H:%M:%S", &parts);
  if (!rest) return 0;
  return static_cast<double>(timegm(&parts)) + (*rest == '.' ? std::atof(rest) : 0);
}

}  // namespace syncline
