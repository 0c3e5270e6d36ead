#include <algorithm>
#include <array>

#include "base/secret.h"
#include "base/text.h"
#include "deploy/http_get.h"

namespace syncline {

namespace {

/// A parameter of a query whose name holds one of these is a secret.
constexpr std::array<std::string_view, 8> secret_names{"token",  "key",       "secret", "password",
                                                       "passwd", "signature", "auth",   "sig="};

bool is_secret(std::string_view parameter) {
  const std::string name = lower(parameter.substr(0, parameter.find('='))) + "=";
  return std::ranges::any_of(
      secret_names, [&](std::string_view one) { return name.find(one) != std::string::npos; });
}

/// "user:***", "***" for a name alone: it may be a token.
std::string shown_user(std::string_view user) {
  const std::size_t colon = user.find(':');
  remember_secret(user.substr(colon == std::string_view::npos ? 0 : colon + 1));
  return colon == std::string_view::npos ? "***" : std::string(user.substr(0, colon)) + ":***";
}

std::string shown_query(std::string_view query) {
  std::vector<std::string> parts = split(query, '&');
  for (std::string& one : parts) {
    const std::size_t equals = one.find('=');
    if (equals == std::string::npos || equals + 1 == one.size() || !is_secret(one)) continue;
    remember_secret(std::string_view(one).substr(equals + 1));
    one = one.substr(0, equals + 1) + "***";
  }
  return join(parts, "&");
}

}  // namespace

std::string shown_url(std::string_view url) {
  const std::size_t host = std::min(url.find("://"), url.size() - 3) + 3;
  const std::size_t end = std::min(url.find_first_of("/?#", host), url.size());
  std::string shown(url.substr(0, host));
  std::string_view authority = url.substr(host, end - host);
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) {
    shown += shown_user(authority.substr(0, at));
    authority.remove_prefix(at);
  }
  shown += authority;
  const std::string_view rest = url.substr(end);
  const std::size_t query = rest.find('?');
  shown += rest.substr(0, query);
  if (query == std::string_view::npos) return masked(shown);
  const std::size_t fragment = std::min(rest.find('#', query), rest.size());
  shown += "?" + shown_query(rest.substr(query + 1, fragment - query - 1));
  return masked(shown + std::string(rest.substr(fragment)));
}

}  // namespace syncline
