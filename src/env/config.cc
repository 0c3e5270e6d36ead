#include "env/config.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <span>

#include "base/text.h"
#include "env/config_toml.h"

namespace syncline {

namespace {

using Target = ConfigTarget;

constexpr std::array project_keys{
    KeyRule{"name", [](const toml::node& n, Target& t) { t.project.name = text(n, t); }},
    KeyRule{"migrations", [](const toml::node& n,
                             Target& t) { t.project.migrations = in_project(t, text(n, t)); }},
    KeyRule{"template", [](const toml::node& n,
                           Target& t) { t.project.revision_template = in_project(t, text(n, t)); }},
    KeyRule{"default",
            [](const toml::node& n, Target& t) { t.project.default_environment = text(n, t); }},
    KeyRule{"dialect", [](const toml::node& n, Target& t) { t.project.dialect = text(n, t); }},
};

std::vector<std::filesystem::path> paths(const toml::node& node, const Target& target) {
  std::vector<std::filesystem::path> result;
  for (const std::string& path : texts(node, target)) result.push_back(in_project(target, path));
  return result;
}

/// "package.module:Base": no more than a place can hold, so that a file's path is refused here.
std::vector<std::string> python_names(const toml::node& node, const Target& target) {
  std::vector<std::string> names = texts(node, target);
  for (const std::string& name : names) {
    const std::size_t wrong_at = name.find_first_of("/ \\");
    if (!name.empty() && name.front() != '-' && wrong_at == std::string::npos) continue;
    throw wrong(node, target, fmt::format("\"{}\" is no name of a Python module", name))
        .with_hint("write it as Python imports it: package.module:Base");
  }
  return names;
}

std::chrono::seconds seconds(const toml::node& node, const Target& target) {
  const auto* value = node.as_integer();
  if (value && value->get() > 0) return std::chrono::seconds(value->get());
  throw wrong(node, target, "expected a number of seconds");
}

constexpr std::array model_keys{
    KeyRule{"sql", [](const toml::node& n, Target& t) { t.project.models.sql = paths(n, t); }},
    KeyRule{"sql_after",
            [](const toml::node& n, Target& t) { t.project.models.sql_after = paths(n, t); }},
    KeyRule{"program",
            [](const toml::node& n, Target& t) { t.project.models.programs = texts(n, t); }},
    KeyRule{"sqlalchemy", [](const toml::node& n,
                             Target& t) { t.project.models.sqlalchemy = python_names(n, t); }},
    KeyRule{"python", [](const toml::node& n, Target& t) { t.project.models.python = text(n, t); }},
    KeyRule{"timeout",
            [](const toml::node& n, Target& t) { t.project.models.timeout = seconds(n, t); }},
    KeyRule{"cache",
            [](const toml::node& n, Target& t) { t.project.models.cache = boolean(n, t); }},
};

constexpr std::array practice_keys{
    KeyRule{"off", [](const toml::node& n, Target& t) { t.project.practices.off = texts(n, t); }},
    KeyRule{"ignore",
            [](const toml::node& n, Target& t) { t.project.practices.ignore = texts(n, t); }},
};

constexpr std::array scope_keys{
    KeyRule{"schemas",
            [](const toml::node& n, Target& t) { t.project.scope.schemas = texts(n, t); }},
    KeyRule{"ignore", [](const toml::node& n, Target& t) { t.project.scope.ignore = texts(n, t); }},
};

constexpr std::array scratch_keys{
    KeyRule{"url", [](const toml::node& n, Target& t) { t.project.scratch_url = text(n, t); }},
};

constexpr std::array sync_keys{
    KeyRule{"backup",
            [](const toml::node& n, Target& t) { t.project.sync_backup = boolean(n, t); }},
};

constexpr std::array reset_keys{
    KeyRule{"seed", [](const toml::node& n,
                       Target& t) { t.project.reset_seed = in_project(t, text(n, t)); }},
};

template <std::optional<bool> WatchConfig::*Flag>
void take_watch_flag(const toml::node& node, Target& target) {
  target.project.watch.*Flag = boolean(node, target);
}

constexpr std::array watch_keys{
    KeyRule{"on", take_watch_flag<&WatchConfig::on>},
    KeyRule{"generate", take_watch_flag<&WatchConfig::generate>},
    KeyRule{"apply", take_watch_flag<&WatchConfig::apply>},
    KeyRule{"sync", take_watch_flag<&WatchConfig::sync>},
    KeyRule{"backup", take_watch_flag<&WatchConfig::backup>},
    KeyRule{"paths", [](const toml::node& n, Target& t) { t.project.watch.paths = paths(n, t); }},
    KeyRule{"interval",
            [](const toml::node& n, Target& t) { t.project.watch.interval = text(n, t); }},
    KeyRule{"log", [](const toml::node& n,
                      Target& t) { t.project.watch.log = in_project(t, text(n, t)); }},
    KeyRule{"on-change",
            [](const toml::node& n, Target& t) { t.project.watch.on_change = text(n, t); }},
};

Role role(const toml::node& node, const Target& target) {
  constexpr std::array roles{Role::Development, Role::Test, Role::Staging, Role::Production};
  const std::string name = text(node, target);
  for (const Role one : roles) {
    if (role_name(one) == name) return one;
  }
  throw wrong(node, target, fmt::format("unknown role \"{}\"", name))
      .with_hint("roles are: development, test, staging, production");
}

BackupPolicy backup_policy(const toml::node& node, const Target& target) {
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
std::chrono::seconds on_drop(const toml::node& node, const Target& target) {
  const std::string written = text(node, target);
  if (written == "drop") return std::chrono::seconds(0);
  if (written.starts_with("keep ")) return duration_of(node, target, written.substr(5));
  throw wrong(node, target,
              fmt::format("expected \"keep 14d\" or \"drop\", found \"{}\"", written));
}

int count(const toml::node& node, const Target& target) {
  const auto* value = node.as_integer();
  if (value && value->get() >= 1 && value->get() <= 1'000'000)
    return static_cast<int>(value->get());
  throw wrong(node, target, "expected a whole number of at least 1");
}

constexpr std::array backup_keys{
    KeyRule{"folder", [](const toml::node& n,
                         Target& t) { t.project.backup.folder = in_project(t, text(n, t)); }},
    KeyRule{"keep", [](const toml::node& n, Target& t) { t.project.backup.keep = count(n, t); }},
    KeyRule{"max-age",
            [](const toml::node& n, Target& t) { t.project.backup.max_age = duration(n, t); }},
};

constexpr std::array url_keys{
    KeyRule{"env",
            [](const toml::node& n, Target& t) { t.environment->url.variable = text(n, t); }},
    KeyRule{"default",
            [](const toml::node& n, Target& t) { t.environment->url.fallback = text(n, t); }},
    KeyRule{"file", [](const toml::node& n, Target& t) { t.environment->url.file = text(n, t); }},
    KeyRule{"command",
            [](const toml::node& n, Target& t) { t.environment->url.command = text(n, t); }},
};

void take_url(const toml::node& node, Target& target) {
  ValueSource& url = target.environment->url;
  url.place = place_of(node.source(), target.file);
  if (node.is_string()) {
    url.literal = text(node, target);
    return;
  }
  take_keys(table(node, target, "a string or a table like { env = \"DATABASE_URL\" }"), "url",
            url_keys, target);
  const int ways = !url.variable.empty() + !url.file.empty() + !url.command.empty();
  if (ways != 1) throw wrong(node, target, "a url comes from exactly one of env, file and command");
  if (url.fallback && url.variable.empty()) {
    throw wrong(node, target, "default goes with env only");
  }
}

constexpr std::array environment_keys{
    KeyRule{"role", [](const toml::node& n, Target& t) { t.environment->role = role(n, t); }},
    KeyRule{"url", take_url},
    KeyRule{"confirm", [](const toml::node& n, Target& t) { t.environment->confirm = text(n, t); }},
    KeyRule{"backup",
            [](const toml::node& n, Target& t) { t.environment->backup = backup_policy(n, t); }},
    KeyRule{"on-drop",
            [](const toml::node& n, Target& t) { t.environment->keep_dropped = on_drop(n, t); }},
};

void take_environments(const toml::node& node, Target& target) {
  struct Named {
    const toml::key* key;
    const toml::node* value;
  };
  std::vector<Named> tables;  // in the order of the file, which a TOML table does not keep
  for (const auto& [key, value] : table(node, target, "tables like [environments.local]")) {
    tables.push_back({&key, &value});
  }
  std::sort(tables.begin(), tables.end(), [](const Named& a, const Named& b) {
    return a.key->source().begin < b.key->source().begin;
  });
  for (const auto& [key, value] : tables) {
    Environment environment;
    environment.name = key->str();
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

constexpr std::array sections{
    KeyRule{"project",
            [](const toml::node& n, Target& t) { take_section(n, t, "project", project_keys); }},
    KeyRule{"models",
            [](const toml::node& n, Target& t) { take_section(n, t, "models", model_keys); }},
    KeyRule{"practices",
            [](const toml::node& n, Target& t) { take_section(n, t, "practices", practice_keys); }},
    KeyRule{"scope",
            [](const toml::node& n, Target& t) { take_section(n, t, "scope", scope_keys); }},
    KeyRule{"scratch",
            [](const toml::node& n, Target& t) { take_section(n, t, "scratch", scratch_keys); }},
    KeyRule{"history", take_history},
    KeyRule{"sync", [](const toml::node& n, Target& t) { take_section(n, t, "sync", sync_keys); }},
    KeyRule{"watch",
            [](const toml::node& n, Target& t) { take_section(n, t, "watch", watch_keys); }},
    KeyRule{"reset",
            [](const toml::node& n, Target& t) { take_section(n, t, "reset", reset_keys); }},
    KeyRule{"backup",
            [](const toml::node& n, Target& t) { take_section(n, t, "backup", backup_keys); }},
    KeyRule{"environments", take_environments},
};

toml::table parse(std::string_view content, const std::string& file) {
  try {
    return toml::parse(content, file);
  } catch (const toml::parse_error& error) {
    throw Error(Failure::Config, std::string(error.description()))
        .at(place_of(error.source(), file));
  }
}

void choose_default(Project& project, const std::string& file) {
  const auto known = [&](std::string_view name) {
    return std::any_of(project.environments.begin(), project.environments.end(),
                       [&](const Environment& one) { return one.name == name; });
  };
  if (!project.default_environment.empty()) {
    if (known(project.default_environment)) return;
    throw Error(Failure::Config, fmt::format("[project] default names the environment \"{}\", "
                                             "which is not in the file",
                                             project.default_environment))
        .at({file});
  }
  if (known("local")) {
    project.default_environment = "local";
  } else if (project.environments.size() == 1) {
    project.default_environment = project.environments.front().name;
  }
}

}  // namespace

Project parse_config(std::string_view content, const std::filesystem::path& file) {
  Target target;
  target.file = file.filename().string();
  target.project.folder = std::filesystem::absolute(file).parent_path().lexically_normal();
  target.project.migrations = target.project.folder / "migrations";
  target.project.backup.folder = target.project.folder / "backups";
  target.project.name = target.project.folder.filename().string();
  if (invalid_utf8(content) != std::string_view::npos) {
    const std::size_t offset = invalid_utf8(content);
    const auto line = 1 + std::count(content.begin(), content.begin() + offset, '\n');
    throw Error(Failure::Config, "the file is not valid UTF-8")
        .at({target.file, static_cast<int>(line)});
  }
  take_keys(parse(content, target.file), "", sections, target);
  choose_default(target.project, target.file);
  return std::move(target.project);
}

}  // namespace syncline
