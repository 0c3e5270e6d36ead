#include "env/guard.h"

#include <fmt/format.h>

#include <chrono>
#include <future>
#include <utility>

#include "env/dialects.h"
#include "migrate/mark.h"

namespace syncline {

namespace {

constexpr std::chrono::seconds patience{3};

Identity identity_at(const Dialect& dialect, const std::string& url) {
  ConnectOptions options;
  options.timeout = patience;
  options.read_only = true;
  try {
    return dialect.whole->identity(*dialect.connect(url, options));
  } catch (const Error&) {
    return {};  // it does not answer: its address is left
  }
}

std::string address_of(const Dialect& dialect, const std::string& url) {
  try {
    return dialect.whole->address(url);
  } catch (const Error&) {
    return "";
  }
}

}  // namespace

DevelopmentGuard::DevelopmentGuard(const Project* project, const Dialect& dialect,
                                   const Environment* environment, std::string command, Tests tests)
    : project_(project), dialect_(dialect), command_(std::move(command)), tests_(tests) {
  if (!environment || is_fine(role_name(environment->role))) return;
  refuse("env:" + environment->name, fmt::format("is of role {}", role_name(environment->role)),
         "write a revision with syncline generate, then syncline upgrade");
}

bool DevelopmentGuard::is_fine(std::string_view role) const {
  return role == role_name(Role::Development) ||
         (tests_ == Tests::Fine && role == role_name(Role::Test));
}

void DevelopmentGuard::refuse(const std::string& what, const std::string& why,
                              const std::string& hint) const {
  throw Error(Failure::Refused,
              fmt::format("{} {}: {} changes {} databases only", what, why, command_,
                          tests_ == Tests::Fine ? "development and test" : "development"))
      .with_hint(hint);
}

void DevelopmentGuard::name_others() {
  if (std::exchange(named_, true) || !project_) return;
  for (const Environment& one : project_->environments) {
    if (is_fine(role_name(one.role))) continue;
    Other other{&one, "", "", {}};
    try {
      other.url = project_->url_of(one);
      if (&dialect_of(std::string_view(other.url)) != &dialect_) continue;
    } catch (const Error&) {
      continue;  // it has no url here: nobody can reach it from here by its name
    }
    other.address = address_of(dialect_, other.url);
    others_.push_back(std::move(other));
  }
}

void DevelopmentGuard::look_at_others() {
  name_others();
  if (std::exchange(looked_, true)) return;
  std::vector<std::future<Identity>> looks;
  for (const Other& one : others_) {
    looks.push_back(std::async(std::launch::async,
                               [this, url = one.url] { return identity_at(dialect_, url); }));
  }
  for (std::size_t i = 0; i < looks.size(); ++i) others_[i].identity = looks[i].get();
}

void DevelopmentGuard::refuse_other(const std::string& what, const Environment& other) const {
  refuse(what,
         fmt::format("is the database of the environment {}, which is of role {}", other.name,
                     role_name(other.role)),
         "choose another database with --env or --url");
}

void DevelopmentGuard::check_address(const std::string& url) {
  name_others();
  const std::string address = address_of(dialect_, url);
  for (const Other& one : others_) {
    if (!address.empty() && address == one.address) {
      refuse_other(dialect_.display_url(url), *one.environment);
    }
  }
}

std::vector<std::string> DevelopmentGuard::check(Database& database, const std::string& url) {
  const Identity identity = dialect_.whole->identity(database.session());
  look_at_others();
  const std::string address = address_of(dialect_, url);
  for (const Other& one : others_) {
    const bool same = one.identity.running.empty() ? !address.empty() && address == one.address
                                                   : identity.same_database(one.identity);
    if (!same) continue;
    refuse_other(database.what(), *one.environment);
  }
  const auto mark = read_mark(database.session(), dialect_);
  if (!mark || is_fine(mark->role)) return {};
  if (is_meant(*mark, identity)) {
    refuse(database.what(),
           fmt::format("says that it is of role {} (marked by {}, {})", mark->role, mark->who,
                       mark->since),
           "if that is wrong: syncline env mark --clear, with the same --env or --url");
  }
  return {
      fmt::format("{} is a copy of a database that is marked as {}; the mark does not count "
                  "here (syncline env mark --clear takes it away)",
                  database.what(), mark->role)};
}

}  // namespace syncline
