#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "env/config_toml.h"

namespace syncline {

namespace {

Role role(const toml::node& node, const ConfigTarget& target) {
  constexpr std::array roles{Role::Development, Role::Test, Role::Staging, Role::Production};
  const std::string name = text(node, target);
  for (const Role one : roles) {
    if (role_name(one) == name) return one;
  }
  throw wrong(node, target, fmt::format("unknown role \"{}\"", name))
      .with_hint("roles are: development, test, staging, production");
}

constexpr std::array url_keys{
    KeyRule{"env", [](const toml::node& n, ConfigTarget& t) { t.value->variable = text(n, t); }},
    KeyRule{"default",
            [](const toml::node& n, ConfigTarget& t) { t.value->fallback = text(n, t); }},
    KeyRule{"file", [](const toml::node& n, ConfigTarget& t) { t.value->file = text(n, t); }},
    KeyRule{"command", [](const toml::node& n, ConfigTarget& t) { t.value->command = text(n, t); }},
    KeyRule{"timeout",
            [](const toml::node& n, ConfigTarget& t) { t.value->timeout = duration(n, t); }},
    KeyRule{"service", [](const toml::node& n, ConfigTarget& t) { t.value->service = text(n, t); }},
};

ValueSource url_in(const toml::node& node, ConfigTarget& target) {
  ValueSource url;
  url.place = place_of(node.source(), target.file);
  if (node.is_string()) {
    url.literal = text(node, target);
    return url;
  }
  target.value = &url;
  take_keys(table(node, target, "a string or a table like { env = \"DATABASE_URL\" }"), "url",
            url_keys, target);
  const int ways =
      !url.variable.empty() + !url.file.empty() + !url.command.empty() + !url.service.empty();
  if (ways != 1) {
    throw wrong(node, target, "a url comes from exactly one of env, file, command and service");
  }
  if (url.fallback && url.variable.empty()) {
    throw wrong(node, target, "default goes with env only");
  }
  if (url.timeout && url.command.empty()) {
    throw wrong(node, target, "timeout goes with command only");
  }
  return url;
}

/// There is one way to say it: whoever wrote it looked at what it means.
bool tls_accepted(const toml::node& node, const ConfigTarget& target) {
  const std::string word = text(node, target);
  if (word == "accepted") return true;
  throw wrong(node, target, fmt::format("unknown value \"{}\"", word))
      .with_hint("tls = \"accepted\" says that this connection may do without sslmode=verify-full");
}

BackupPolicy backup_policy(const toml::node& node, const ConfigTarget& target) {
  constexpr std::array<std::pair<std::string_view, BackupPolicy>, 3> policies{
      {{"before-change", BackupPolicy::BeforeChange},
       {"optional", BackupPolicy::Optional},
       {"never", BackupPolicy::Never}}};
  const std::string name = text(node, target);
  for (const auto& [word, policy] : policies) {
    if (word == name) return policy;
  }
  throw wrong(node, target, fmt::format("unknown policy \"{}\"", name))
      .with_hint("policies are: before-change, optional, never");
}

/// "keep 14d", or "drop".
std::chrono::seconds on_drop(const toml::node& node, const ConfigTarget& target) {
  const std::string written = text(node, target);
  if (written == "drop") return std::chrono::seconds(0);
  if (written.starts_with("keep ")) return duration_of(node, target, written.substr(5));
  throw wrong(node, target,
              fmt::format("expected \"keep 14d\" or \"drop\", found \"{}\"", written));
}

constexpr std::array environment_keys{
    KeyRule{"role", [](const toml::node& n, ConfigTarget& t) { t.environment->role = role(n, t); }},
    KeyRule{"url", [](const toml::node& n, ConfigTarget& t) { t.environment->url = url_in(n, t); }},
    KeyRule{"apply-url",
            [](const toml::node& n, ConfigTarget& t) { t.environment->apply_url = url_in(n, t); }},
    KeyRule{"schemas",
            [](const toml::node& n, ConfigTarget& t) { t.environment->schemas = texts(n, t); }},
    KeyRule{"tags",
            [](const toml::node& n, ConfigTarget& t) { t.environment->tags = texts(n, t); }},
    KeyRule{"tls", [](const toml::node& n,
                      ConfigTarget& t) { t.environment->tls_accepted = tls_accepted(n, t); }},
    KeyRule{"confirm",
            [](const toml::node& n, ConfigTarget& t) { t.environment->confirm = text(n, t); }},
    KeyRule{"backup", [](const toml::node& n,
                         ConfigTarget& t) { t.environment->backup = backup_policy(n, t); }},
    KeyRule{"on-drop", [](const toml::node& n,
                          ConfigTarget& t) { t.environment->keep_dropped = on_drop(n, t); }},
    KeyRule{"deploy", take_stage},
};

}  // namespace

void take_environments(const toml::node& node, ConfigTarget& target) {
  struct OneTable {
    const toml::key* key;
    const toml::node* value;
  };
  std::vector<OneTable> tables;  // in the order of the file, which a TOML table does not keep
  for (const auto& [key, value] : table(node, target, "tables like [environments.local]")) {
    tables.push_back({&key, &value});
  }
  std::sort(tables.begin(), tables.end(), [](const OneTable& a, const OneTable& b) {
    return a.key->source().begin < b.key->source().begin;
  });
  for (const auto& [key, value] : tables) {
    Environment environment;
    environment.name = key->str();
    environment.stage = target.stage_defaults;
    target.environment = &environment;
    const std::string section = "environments." + environment.name;
    take_keys(table(*value, target, "a table"), section, environment_keys, target);
    if (environment.url.place.file.empty()) {
      throw Error(Failure::Config, fmt::format("[{}] has no url", section))
          .at(place_of(key->source(), target.file));
    }
    target.project.environments.push_back(std::move(environment));
    target.environment = nullptr;
  }
}

}  // namespace syncline
