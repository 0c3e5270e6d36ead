#include "sqlite/url.h"

#include "base/error.h"
#include "base/text.h"

namespace syncline::sqlite {

Location parse_url(const std::string& url) {
  std::size_t colon = url.find(':');
  std::string path = colon == std::string::npos ? url : url.substr(colon + 1);
  Location location;
  std::size_t question = path.find('?');
  if (question != std::string::npos) {
    for (const std::string& option : split(path.substr(question + 1), '&'))
      location.read_only = location.read_only || option == "mode=ro";
    path.resize(question);
  }
  if (path.starts_with("///")) {
    path.erase(0, 3);
  } else if (path.starts_with("//")) {
    if (path.size() > 2) {
      throw Error(Failure::Config, "the url names a host, but SQLite has none")
          .with_hint("write sqlite:///FILE for a relative path");
    }
    path.clear();
  }
  location.path = path.empty() ? ":memory:" : path;
  return location;
}

}  // namespace syncline::sqlite
