#include "base/error.h"

namespace syncline {

std::string Place::text() const {
  if (line == 0) return file;
  std::string result = file + ":" + std::to_string(line);
  if (column != 0) result += ":" + std::to_string(column);
  return result;
}

}  // namespace syncline
