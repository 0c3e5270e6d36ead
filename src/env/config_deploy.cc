// [deploy] and [environments.NAME.deploy].
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "env/config_toml.h"

namespace syncline {

namespace {

std::string command(const toml::node& node, const ConfigTarget& target) {
  std::string line = text(node, target);
  if (trim(line).empty()) throw wrong(node, target, "expected a command, found an empty text");
  return line;
}

template <std::vector<std::string> StageSettings::*List>
void take_lines(const toml::node& node, ConfigTarget& target) {
  for (const std::string& line : target.stage->*List = texts(node, target)) {
    if (trim(line).empty()) throw wrong(node, target, "an empty text stands in the list");
  }
}

/// Empty texts are well: they take back what [deploy] says for all stages.
template <std::string StageSettings::*Text>
void take_line(const toml::node& node, ConfigTarget& target) {
  target.stage->*Text = trim(text(node, target));
}

std::chrono::seconds patience(const toml::node& node, const ConfigTarget& target) {
  const std::chrono::seconds time = duration(node, target);
  if (time.count() > 0 && time <= std::chrono::days(20)) return time;
  throw wrong(node, target, "expected a time from 1s to 20d");
}

/// One of two words.
template <class Value>
Value either(const toml::node& node, const ConfigTarget& target,
             const std::array<std::pair<std::string_view, Value>, 2>& words) {
  const std::string written = text(node, target);
  for (const auto& [word, value] : words) {
    if (word == written) return value;
  }
  throw wrong(node, target, fmt::format("unknown value \"{}\"", written))
      .with_hint(fmt::format("it is \"{}\" or \"{}\"", words[0].first, words[1].first));
}

std::string http_url(const toml::node& node, const ConfigTarget& target) {
  std::string url = text(node, target);
  for (const std::string_view scheme : {"http://", "https://"}) {
    const bool has_host = url.size() > scheme.size() && url[scheme.size()] != '/';
    if (starts_with_nocase(url, scheme) && has_host &&
        std::ranges::none_of(url, [](char c) { return static_cast<unsigned char>(c) <= ' '; })) {
      return url;
    }
  }
  throw wrong(node, target, "expected an address that begins with http:// or https://");
}

constexpr std::array health_keys{
    KeyRule{"http", [](const toml::node& n, ConfigTarget& t) { t.health->http = http_url(n, t); }},
    KeyRule{"command",
            [](const toml::node& n, ConfigTarget& t) { t.health->command = command(n, t); }},
    KeyRule{"sql", [](const toml::node& n, ConfigTarget& t) { t.health->sql = command(n, t); }},
    KeyRule{"status", [](const toml::node& n,
                         ConfigTarget& t) { t.health->status = whole_number(n, t, 100, 599); }},
    KeyRule{"body", [](const toml::node& n, ConfigTarget& t) { t.health->body = text(n, t); }},
    KeyRule{"tries", [](const toml::node& n,
                        ConfigTarget& t) { t.health->tries = whole_number(n, t, 1, 1000); }},
    KeyRule{"pause",
            [](const toml::node& n, ConfigTarget& t) { t.health->pause = patience(n, t); }},
    KeyRule{"timeout",
            [](const toml::node& n, ConfigTarget& t) { t.health->timeout = patience(n, t); }},
};

HealthCheck health_check(const toml::node& node, ConfigTarget& target) {
  HealthCheck check;
  check.place = place_of(node.source(), target.file);
  target.health = &check;
  const toml::table& keys = table(node, target, "a table like { http = \"https://…/health\" }");
  take_keys(keys, "health", health_keys, target);
  const int ways = !check.http.empty() + !check.command.empty() + !check.sql.empty();
  if (ways != 1) {
    throw wrong(node, target, "a health check has exactly one of http, command and sql");
  }
  for (const char* key : {"status", "body"}) {
    if (!keys.contains(key) || !check.http.empty()) continue;
    throw wrong(*keys.get(key), target, fmt::format("{} goes with http only", key));
  }
  return check;
}

void take_health(const toml::node& node, ConfigTarget& target) {
  const toml::array* array = node.as_array();
  if (!array) throw wrong(node, target, "expected an array of tables like { sql = \"SELECT …\" }");
  target.stage->health.clear();
  for (const toml::node& one : *array) target.stage->health.push_back(health_check(one, target));
}

constexpr std::array stage_keys{
    KeyRule{"schema",
            [](const toml::node& n, ConfigTarget& t) {
              t.stage->schema =
                  either<SchemaOrder>(n, t,
                                      {{{"before-application", SchemaOrder::BeforeApplication},
                                        {"after-application", SchemaOrder::AfterApplication}}});
            }},
    KeyRule{"on-failure",
            [](const toml::node& n, ConfigTarget& t) {
              t.stage->on_failure = either<OnFailure>(
                  n, t, {{{"stop", OnFailure::Stop}, {"rollback", OnFailure::Rollback}}});
            }},
    KeyRule{"before", take_lines<&StageSettings::before>},
    KeyRule{"after", take_lines<&StageSettings::after>},
    KeyRule{"application", take_line<&StageSettings::application>},
    KeyRule{"application-rollback", take_line<&StageSettings::application_rollback>},
    KeyRule{"health", take_health},
    KeyRule{"tests", take_lines<&StageSettings::tests>},
    KeyRule{"checklist", take_lines<&StageSettings::checklist>},
    KeyRule{"timeout",
            [](const toml::node& n, ConfigTarget& t) { t.stage->timeout = patience(n, t); }},
};

void take_stages(const toml::node& node, ConfigTarget& target) {
  target.project.deploy.stages = texts(node, target);
  if (node.is_string()) target.stage_places = {place_of(node.source(), target.file)};
  if (const toml::array* array = node.as_array()) {
    for (const toml::node& one : *array) {
      target.stage_places.push_back(place_of(one.source(), target.file));
    }
  }
}

constexpr std::array own_keys{
    KeyRule{"stages", take_stages},
    KeyRule{"records",
            [](const toml::node& n, ConfigTarget& t) {
              t.project.deploy.records = in_project(t, text(n, t));
            }},
    KeyRule{"notify",
            [](const toml::node& n, ConfigTarget& t) { t.project.deploy.notify = texts(n, t); }},
};

constexpr auto deploy_keys = [] {
  std::array<KeyRule, own_keys.size() + stage_keys.size()> all{};
  std::ranges::copy(own_keys, all.begin());
  std::ranges::copy(stage_keys, all.begin() + own_keys.size());
  return all;
}();

}  // namespace

void take_deploy(const toml::node& node, ConfigTarget& target) {
  target.stage = &target.stage_defaults;
  take_section(node, target, "deploy", deploy_keys);
}

void take_stage(const toml::node& node, ConfigTarget& target) {
  target.stage = &target.environment->stage;
  take_section(node, target, fmt::format("environments.{}.deploy", target.environment->name),
               stage_keys);
}

void check_stages(const ConfigTarget& target) {
  std::vector<std::string> known;
  for (const Environment& one : target.project.environments) known.push_back(one.name);
  const std::vector<std::string>& stages = target.project.deploy.stages;
  for (auto stage = stages.begin(); stage != stages.end(); ++stage) {
    const Place& place = target.stage_places[static_cast<std::size_t>(stage - stages.begin())];
    if (std::ranges::find(known, *stage) == known.end()) {
      const std::string near = nearest(*stage, known);
      throw Error(Failure::Config,
                  fmt::format("the stage \"{}\" is no environment of the file", *stage))
          .at(place)
          .with_hint(near.empty() ? "environments are: " + join(known, ", ")
                                  : fmt::format("did you mean \"{}\"?", near));
    }
    if (std::find(stages.begin(), stage, *stage) != stage) {
      throw Error(Failure::Config, fmt::format("the stage \"{}\" is named twice", *stage))
          .at(place);
    }
  }
}

}  // namespace syncline
