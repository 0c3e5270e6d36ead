#include "postgres/url.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <memory>

#include "base/secret.h"
#include "base/text.h"

namespace syncline::postgres {

namespace {

/// Parameters of other drivers that say nothing about where the database is.
constexpr std::string_view foreign_parameters[] = {
    "schema",
    "pgbouncer",
    "connection_limit",
    "pool_timeout",
    "pool_size",
    "max_overflow",
    "statement_cache_size",
    "prepared_statement_cache_size",
    "prepared_statement_name_func",
    "socket_timeout",
    "command_timeout",
    "async_fallback",
    "sslaccept",
    "supa",
    "prepareThreshold",
};

constexpr std::string_view secret_parameters[] = {"password", "sslpassword"};

/// The pieces of a url, as written. Views into the url.
struct Pieces {
  std::string_view user, password, rest;  ///< rest: host, port, path
  std::string_view parameters;            ///< after the question mark
};

Error malformed(std::string_view why) {
  return Error(Failure::Config, fmt::format("the url of the database is malformed: {}", why))
      .with_hint("it reads postgresql://user:password@host:5432/database");
}

Pieces take_apart(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) throw malformed("it lacks ://");
  Pieces pieces;
  pieces.rest = url.substr(scheme + 3);
  // The last @ before the parameters ends user and password, whatever unencoded signs they hold.
  std::size_t at = pieces.rest.substr(0, pieces.rest.find('?')).rfind('@');
  if (const std::size_t any = pieces.rest.rfind('@');
      at == std::string_view::npos && any != std::string_view::npos &&
      pieces.rest.substr(0, any).find(':') < pieces.rest.find('?')) {
    at = any;
  }
  if (at != std::string_view::npos) {
    pieces.user = pieces.rest.substr(0, at);
    pieces.rest.remove_prefix(at + 1);
    if (const std::size_t colon = pieces.user.find(':'); colon != std::string_view::npos) {
      pieces.password = pieces.user.substr(colon + 1);
      pieces.user = pieces.user.substr(0, colon);
    }
  }
  if (const std::size_t mark = pieces.rest.find('?'); mark != std::string_view::npos) {
    pieces.parameters = pieces.rest.substr(mark + 1);
    pieces.rest = pieces.rest.substr(0, mark);
  }
  return pieces;
}

template <class Names>
bool contains(const Names& names, std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto hex = [&](std::size_t at) {
      return at < text.size() && std::isxdigit(static_cast<unsigned char>(text[at]));
    };
    if (text[i] == '%' && hex(i + 1) && hex(i + 2)) {
      out += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

void remember(std::string_view encoded) {
  remember_secret(encoded);
  remember_secret(percent_decoded(encoded));
}

/// The parameters as libpq knows them; a secret among them is remembered.
std::string known_parameters(std::string_view parameters, bool with_secrets) {
  std::vector<std::string> kept;
  for (std::string& parameter : split(parameters, '&')) {
    const std::size_t equals = std::min(parameter.find('='), parameter.size());
    const std::string name = parameter.substr(0, equals);
    if (contains(secret_parameters, name)) {
      remember(std::string_view(parameter).substr(std::min(equals + 1, parameter.size())));
      if (!with_secrets) continue;
    }
    if (name.empty() || contains(foreign_parameters, name)) continue;
    // asyncpg's way to say it.
    if (name == "ssl") {
      const std::string value = parameter.substr(std::min(equals + 1, parameter.size()));
      parameter = "sslmode=" + (value == "true" ? "require" : value == "false" ? "disable" : value);
    }
    kept.push_back(std::move(parameter));
  }
  return join(kept, "&");
}

std::string assembled(const Pieces& pieces, bool with_secrets) {
  std::string url = "postgresql://";
  url += pieces.user;
  if (with_secrets && !pieces.password.empty()) url += fmt::format(":{}", pieces.password);
  if (!pieces.user.empty() || (with_secrets && !pieces.password.empty())) url += '@';
  url += pieces.rest;
  const std::string parameters = known_parameters(pieces.parameters, with_secrets);
  if (!parameters.empty()) url += '?' + parameters;
  return url;
}

}  // namespace

Settings parse_url(const std::string& url) {
  const Pieces pieces = take_apart(url);
  remember(pieces.password);
  if (pieces.password.find_first_of("@/?# ") != std::string_view::npos) {
    throw malformed("the password holds a sign that has a meaning in urls")
        .with_hint("write it percent-encoded: @ is %40, / is %2F, : is %3A, # is %23, ? is %3F");
  }
  char* reason = nullptr;
  const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> options(
      PQconninfoParse(assembled(pieces, true).c_str(), &reason), PQconninfoFree);
  if (!options) {
    const std::string why = masked(trim(reason ? reason : "out of memory"));
    PQfreemem(reason);
    throw malformed(why);
  }
  Settings settings;
  for (const PQconninfoOption* option = options.get(); option->keyword; ++option) {
    if (option->val) settings[option->keyword] = option->val;
  }
  return settings;
}

std::string url_of(const Settings& settings) {
  const auto encoded = [&](const char* name) {
    std::string text;
    const auto found = settings.find(name);
    if (found == settings.end()) return text;
    for (const char c : found->second) {
      const bool plain = std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-';
      text += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return text;
  };
  const std::string user = encoded("user"), password = encoded("password");
  std::string url = fmt::format("postgresql://{}{}{}{}/{}", user, password.empty() ? "" : ":",
                                password, user.empty() ? "" : "@", encoded("dbname"));
  char separator = '?';
  for (const char* name : {"host", "port", "sslmode"}) {
    if (encoded(name).empty()) continue;
    url += fmt::format("{}{}={}", separator, name, encoded(name));
    separator = '&';
  }
  return url;
}

std::string display_url(const std::string& url) {
  const Pieces pieces = take_apart(url);
  remember(pieces.password);
  return assembled(pieces, false);
}

}  // namespace syncline::postgres
