#include "base/secret.h"

#include <algorithm>
#include <cctype>
#include <mutex>
#include <vector>

#include "base/text.h"

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

/// What is kept, and how much after it is a secret.
struct Span {
  std::size_t begin = 0, length = 0;
};

bool ends_word(char c) {
  return std::isspace(static_cast<unsigned char>(c)) || c == '\'' || c == '"';
}

/// "://user:SECRET@"
Span in_url(std::string_view text) {
  constexpr std::string_view mark = "://";
  if (!text.starts_with(mark)) return {};
  std::size_t end = mark.size(), colon = 0, at = 0;
  for (; end < text.size() && !ends_word(text[end]); ++end) {
    if (text[end] == ':' && colon == 0) colon = end + 1;
    if (text[end] == '@') at = end;
    if (text[end] == '/' && at != 0) break;
  }
  return colon == 0 || at < colon ? Span{} : Span{colon, at - colon};
}

/// "PASSWORD 'SECRET'", "password=SECRET"
Span after_password(std::string_view text) {
  constexpr std::string_view word = "password";
  if (!starts_with_nocase(text, word)) return {};
  std::size_t at = word.size();
  bool equals = false;
  const auto blank = [&] { return std::isspace(static_cast<unsigned char>(text[at])) != 0; };
  for (; at < text.size() && (blank() || text[at] == '=' || text[at] == ':'); ++at) {
    equals = equals || text[at] == '=';
  }
  if (at == word.size() || at == text.size()) return {};
  if (text[at] == '\'') {
    std::size_t end = at + 1;
    while (end < text.size() &&
           (text[end] != '\'' || (end + 1 < text.size() && text[end + 1] == '\''))) {
      end += text[end] == '\'' ? 2 : 1;
    }
    return {at + 1, end - at - 1};
  }
  if (!equals) return {};
  std::size_t end = at;
  while (end < text.size() && !ends_word(text[end]) && text[end] != '&' && text[end] != ';') ++end;
  return {at, end - at};
}

/// What the server keeps of a password.
Span verifier(std::string_view text) {
  constexpr std::string_view scram = "SCRAM-SHA-256$", md5 = "md5";
  const auto run_of = [&](std::size_t at, std::string_view more) {
    std::size_t end = at;
    while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) ||
                                 more.find(text[end]) != more.npos)) {
      ++end;
    }
    return end - at;
  };
  if (text.starts_with(scram)) return {scram.size(), run_of(scram.size(), ":$+/=")};
  if (text.starts_with(md5) && run_of(md5.size(), "") == 32) return {md5.size(), 32};
  return {};
}

/// The secret whose sign begins at `at`; of length 0 when none does.
Span secret_at(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  for (const auto sort : {in_url, after_password, verifier}) {
    if (const Span span = sort(rest); span.length != 0) return span;
  }
  return {1, 0};
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

std::string masked_words(std::string_view text) {
  const std::string known = masked(text);
  const std::string_view rest = known;
  std::string result;
  for (std::size_t at = 0; at < rest.size();) {
    const Span secret = secret_at(rest, at);
    result += rest.substr(at, std::max<std::size_t>(secret.begin, 1));
    at += std::max<std::size_t>(secret.begin, 1);
    if (secret.length == 0) continue;
    result += "***";
    at += secret.length;
  }
  return result;
}

}  // namespace syncline
