// One GET over http or https.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace syncline {

struct HttpAnswer {
  int status = 0;       ///< of the last answer, when redirects were followed; 0: there was none
  std::string body;     ///< its first megabyte
  std::string problem;  ///< why there is no answer, without secrets; empty: there is one
};

/// Follows up to ten redirects. Certificates are proved by the system's store, or by the file that
/// the variable SSL_CERT_FILE names. `timeout` is of all of it, the body included. What goes wrong
/// is a problem, not an error. Throws Interrupted.
HttpAnswer http_get(const std::string& url, std::chrono::milliseconds timeout);

/// The url for people: without the password, and without what stands behind token=, key= and the
/// like in its query. These are masked everywhere from now on.
std::string shown_url(std::string_view url);

}  // namespace syncline
