#include "postgres/connection_failure.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include "base/secret.h"
#include "base/text.h"

namespace syncline::postgres {

namespace {

struct Cause {
  std::string_view words;  ///< of libpq or the server
  std::string_view hint;
};

// The first row whose words are found decides. {} in a hint: the user, the database.
constexpr Cause causes[] = {
    {"password authentication failed",
     "the password of user {user} is wrong: it comes from the url, else from PGPASSWORD, else from "
     "~/.pgpass"},
    {"no password supplied",
     "user {user} needs a password: put it into the url, PGPASSWORD or ~/.pgpass"},
    {"Peer authentication failed",
     "this socket only lets in the system user of the same name: connect as that user, or over TCP "
     "with a password"},
    {"no pg_hba.conf entry",
     "the server's pg_hba.conf does not let user {user} in from here, or only with another "
     "sslmode"},
    {"could not translate host name", "check the spelling of the host"},
    {"Connection refused", "is the server running, and does it listen on this port?"},
    {"No such file or directory", "is the server running, and is this its socket folder?"},
    {"timeout expired",
     "is the host right, and does a firewall let you through? A longer time can be given in the "
     "url: connect_timeout=30"},
    {"Network is unreachable", "is this machine connected, and is the host reachable from it?"},
    {"No route to host", "is this machine connected, and is the host reachable from it?"},
    {"SSL", "check sslmode in the url: require, or disable for a server without TLS"},
    {"too many", "the server has no free connection: close some, or use its pooler"},
    {"remaining connection slots",
     "the server has no free connection: close some, or use its pooler"},
    {"starting up", "the server is starting: try again in a moment"},
    {"shutting down", "the server is being stopped"},
};

std::string_view host_of(const pg_conn& handle) {
  const char* host = PQhost(&handle);
  return host ? host : "";
}

std::string hint_for(const pg_conn& handle, std::string_view reason) {
  const std::string database = PQdb(&handle) ? PQdb(&handle) : "";
  const std::string user = PQuser(&handle) ? PQuser(&handle) : "";
  const auto says = [&](std::string_view words) {
    return reason.find(words) != std::string_view::npos;
  };
  if (says("could not translate host name") && host_of(handle).ends_with(".internal")) {
    return "a host that ends in .internal resolves only inside its platform: use the public url";
  }
  if (says("does not exist") && says("database \"")) {
    return fmt::format("create it first: createdb {}, or correct the url", database);
  }
  if (says("does not exist") && says("role \"")) {
    return fmt::format("the server knows no user {}: correct the url", user);
  }
  for (const Cause& cause : causes) {
    if (says(cause.words)) return replace_all(cause.hint, "{user}", user);
  }
  return {};
}

/// libpq tells every address that it tried, each with where it was: what counts is the last reason.
std::string shortened(std::string_view text) {
  std::string reason;
  for (const std::string& line : split(text, '\n')) {
    if (line.empty() || line.front() == '\t') continue;
    reason = line;
    if (const std::size_t found = reason.rfind(" failed: "); found != std::string::npos) {
      reason.erase(0, found + std::string_view(" failed: ").size());
    }
  }
  for (const std::string_view level : {"FATAL:  ", "ERROR:  ", "fe_sendauth: "}) {
    if (reason.starts_with(level)) reason.erase(0, level.size());
  }
  return reason;
}

}  // namespace

std::string first_line(std::string_view text) {
  return std::string(text.substr(0, text.find('\n')));
}

std::string connection_place(const pg_conn& handle) {
  const std::string_view host = host_of(handle);
  const char* port = PQport(&handle);
  return fmt::format("{}{}:{}", host.starts_with('/') ? "socket " : "", host, port ? port : "");
}

Error connection_failure(const pg_conn& handle, std::string_view reason) {
  return Error(Failure::Database,
               masked(fmt::format("cannot connect to {}, database {}, as user {}: {}",
                                  connection_place(handle), PQdb(&handle) ? PQdb(&handle) : "",
                                  PQuser(&handle) ? PQuser(&handle) : "", shortened(reason))))
      .with_hint(hint_for(handle, reason));
}

Error server_too_old(const pg_conn& handle, int version) {
  return Error(Failure::Database,
               fmt::format("{} runs PostgreSQL {}.{}, which is too old", connection_place(handle),
                           version / 10000, version % 10000))
      .with_hint(fmt::format("PostgreSQL {} or newer is needed", oldest_server / 10000));
}

}  // namespace syncline::postgres
