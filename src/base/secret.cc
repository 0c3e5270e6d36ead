#include "base/secret.h"

#include <algorithm>
#include <mutex>
#include <vector>

namespace syncline {

namespace {

struct Secrets {
  std::mutex mutex;
  std::vector<std::string> longest_first;
};

Secrets& secrets() {
  static auto* const all =
      new Secrets;  // never destroyed: the last error may be told at the very end
  return *all;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// How many bytes of `text` spell `secret`, each byte as it is or as %XX; 0 when they do not.
std::size_t spelled_length(std::string_view text, std::string_view secret) {
  std::size_t at = 0;
  for (const char wanted : secret) {
    if (at >= text.size()) return 0;
    if (text[at] == wanted) {
      ++at;
      continue;
    }
    if (text[at] != '%' || at + 2 >= text.size()) return 0;
    const int high = hex_value(text[at + 1]), low = hex_value(text[at + 2]);
    if (high < 0 || low < 0 || static_cast<char>(high * 16 + low) != wanted) return 0;
    at += 3;
  }
  return at;
}

}  // namespace

void remember_secret(std::string_view secret) {
  if (secret.size() < 3) return;
  Secrets& all = secrets();
  const std::lock_guard lock(all.mutex);
  auto& known = all.longest_first;
  if (std::find(known.begin(), known.end(), secret) != known.end()) return;
  // The longest first: of "pass" and "password" none may leave "word" behind.
  const auto place = std::find_if(known.begin(), known.end(), [&](const std::string& other) {
    return other.size() < secret.size();
  });
  known.emplace(place, secret);
}

std::string masked(std::string_view text) {
  Secrets& all = secrets();
  const std::lock_guard lock(all.mutex);
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = 0;
    for (const std::string& secret : all.longest_first) {
      length = spelled_length(text.substr(at), secret);
      if (length != 0) break;
    }
    if (length == 0) {
      result += text[at++];
    } else {
      result += "***";
      at += length;
    }
  }
  return result;
}

}  // namespace syncline
