#include "postgres/connection_failure.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <cstring>

#include "base/secret.h"
#include "base/text.h"

namespace syncline::postgres {

namespace {

struct Cause {
  std::string_view words;  ///< of libpq or the server; empty: any
  std::string_view host;   ///< a glob that the host matches; empty: any
  std::string_view port;   ///< empty: any
  std::string_view hint;
};

// The first row that fits decides. {user}, {host}, {port} and {database} are filled in.
constexpr Cause causes[] = {
    {"could not translate host name", "*.railway.internal", "",
     "{host} resolves only inside Railway: use the public url (DATABASE_PUBLIC_URL)"},
    {"could not translate host name", "*.internal", "",
     "a host that ends in .internal resolves only inside its platform: use the public url"},
    {"could not translate host name", "*.svc*", "",
     "{host} resolves only inside its cluster: forward its port (kubectl port-forward), or use a "
     "public url"},
    {"could not translate host name", "*.flycast", "",
     "{host} resolves only inside Fly: forward its port (fly proxy 5432)"},
    {"could not translate host name", "", "",
     "check the spelling of the host; a name without dots is often one of a container network "
     "only"},
    {"pgbouncer cannot connect", "", "",
     "the pooler runs, and the server behind it does not answer"},
    {"no such database", "", "", "{host}:{port} is a pooler, and it knows no database {database}"},
    {"unsupported startup parameter", "", "",
     "{host}:{port} is a pooler that refuses this option: connect to the server itself"},
    {"password authentication failed", "", "",
     "the password of user {user} is wrong: it comes from the url, else from PGPASSWORD, else from "
     "~/.pgpass"},
    {"no password supplied", "", "",
     "user {user} needs a password: put it into the url, PGPASSWORD or ~/.pgpass"},
    {"Peer authentication failed", "", "",
     "this socket only lets in the system user of the same name: connect as that user, or over TCP "
     "with a password"},
    {"no encryption", "", "",
     "the server wants TLS: add sslmode=verify-full to the url, or sslmode=require where its "
     "certificate cannot be checked"},
    {"SSL off", "", "",
     "the server wants TLS: add sslmode=verify-full to the url, or sslmode=require where its "
     "certificate cannot be checked"},
    {"no pg_hba.conf entry", "", "",
     "the server's pg_hba.conf does not let user {user} in from here, or only with another "
     "sslmode"},
    {"does not support SSL", "", "",
     "this server has no TLS: sslmode=disable in the url, when the network between is yours"},
    {"root certificate file", "", "",
     "verify-full needs the certificate of who signed the server's: sslrootcert=FILE in the url, "
     "or "
     "sslrootcert=system with libpq 16 and newer"},
    {"certificate verify failed", "", "",
     "the server's certificate is not signed by whom sslrootcert names: a self-signed one is given "
     "there itself"},
    {"server certificate for", "", "",
     "the certificate is of another host: connect by the name that it says, or with "
     "sslmode=verify-ca"},
    {"Connection refused", "", "6543",
     "6543 is the port of a pooler: is it turned on? The server itself is most often at 5432"},
    {"Connection refused", "", "6432",
     "6432 is the port of PgBouncer: does it run? The server itself is most often at 5432"},
    {"Connection refused", "", "", "is the server running, and does it listen on this port?"},
    {"invalid response to SSL negotiation", "", "",
     "what answers at {host}:{port} is no PostgreSQL: check the port"},
    {"expected authentication request", "", "",
     "what answers at {host}:{port} is no PostgreSQL: check the port"},
    {"No such file or directory", "", "", "is the server running, and is this its socket folder?"},
    {"timeout expired", "", "",
     "is the host right, and does a firewall let you through? A longer time can be given in the "
     "url: connect_timeout=30"},
    {"Network is unreachable", "", "",
     "is this machine connected, and is the host reachable from it?"},
    {"Cannot assign requested address", "", "",
     "is this machine connected, and is the host reachable from it?"},
    {"No route to host", "", "", "is this machine connected, and is the host reachable from it?"},
    {"SSL", "", "", "check sslmode in the url: require, or disable for a server without TLS"},
    {"max clients", "", "", "the pooler has no free connection: close some, or wait a moment"},
    {"too many", "", "", "the server has no free connection: close some, or use its pooler"},
    {"remaining connection slots", "", "",
     "the server has no free connection: close some, or use its pooler"},
    {"starting up", "", "", "the server is starting: try again in a moment"},
    {"not yet accepting connections", "", "",
     "the server is in recovery and lets nobody in yet: try again in a moment, or connect to the "
     "primary"},
    {"in recovery mode", "", "", "the server is recovering from a crash: try again in a moment"},
    {"not accepting connections", "", "",
     "this is a replica that lets nobody in (hot_standby = off), or a database that allows no "
     "connections: connect to the primary"},
    {"session is read-only", "", "",
     "this server is a replica in recovery: connect to the primary"},
    {"server is in hot standby mode", "", "",
     "this server is a replica in recovery: connect to the primary"},
    {"shutting down", "", "", "the server is being stopped"},
    {"closed the connection unexpectedly", "", "",
     "something between refused the connection, or what answers at {host}:{port} is no PostgreSQL"},
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
  if (says("does not exist") && says("database \"")) {
    return fmt::format("create it first: createdb {}, or correct the url", database);
  }
  if (says("does not exist") && says("role \"")) {
    return fmt::format("the server knows no user {}: correct the url", user);
  }
  const std::string host(host_of(handle)), port = PQport(&handle) ? PQport(&handle) : "";
  const char* address = PQhostaddr(&handle);
  if (address && std::strchr(address, ':') &&
      (says("Network is unreachable") || says("Cannot assign requested address"))) {
    return fmt::format(
        "{} has only IPv6 addresses, and this machine has no IPv6: use the IPv4 address of the "
        "platform, which is often that of its pooler in session mode",
        host);
  }
  for (const Cause& cause : causes) {
    if (!says(cause.words) || (!cause.port.empty() && cause.port != port)) continue;
    if (!cause.host.empty() && !glob_match(cause.host, host)) continue;
    std::string hint = replace_all(cause.hint, "{user}", user);
    hint = replace_all(replace_all(hint, "{host}", host), "{port}", port);
    return replace_all(hint, "{database}", database);
  }
  return {};
}

/// libpq tells every address that it tried, each with where it was: what counts is the last reason.
std::string shortened(std::string_view text) {
  std::string reason;
  for (const std::string& line : split(text, '\n')) {
    if (line.empty() || line.front() == '\t') continue;
    // With sslmode=prefer libpq then tries without TLS: that this is not wanted is beside the point.
    if (reason.find("password authentication failed") != std::string::npos) break;
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
  return Error(Failure::Database, masked_words(fmt::format(
                                      "cannot connect to {}, database {}, as user {}: {}",
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
