#include "env/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "env/config_toml.h"

namespace syncline {

namespace {

constexpr std::array project_keys{
    KeyRule{"name", [](const toml::node& n, ConfigTarget& t) { t.project.name = text(n, t); }},
    KeyRule{"migrations",
            [](const toml::node& n, ConfigTarget& t) {
              t.project.migrations = in_project(t, text(n, t));
            }},
    KeyRule{"template",
            [](const toml::node& n, ConfigTarget& t) {
              t.project.revision_template = in_project(t, text(n, t));
            }},
    KeyRule{"default", [](const toml::node& n,
                          ConfigTarget& t) { t.project.default_environment = text(n, t); }},
    KeyRule{"dialect",
            [](const toml::node& n, ConfigTarget& t) { t.project.dialect = text(n, t); }},
};

std::vector<std::filesystem::path> paths(const toml::node& node, const ConfigTarget& target) {
  std::vector<std::filesystem::path> result;
  for (const std::string& path : texts(node, target)) result.push_back(in_project(target, path));
  return result;
}

/// "package.module:Base": no more than a place can hold, so that a file's path is refused here.
std::vector<std::string> python_names(const toml::node& node, const ConfigTarget& target) {
  std::vector<std::string> names = texts(node, target);
  for (const std::string& name : names) {
    const std::size_t wrong_at = name.find_first_of("/ \\");
    if (!name.empty() && name.front() != '-' && wrong_at == std::string::npos) continue;
    throw wrong(node, target, fmt::format("\"{}\" is no name of a Python module", name))
        .with_hint("write it as Python imports it: package.module:Base");
  }
  return names;
}

std::chrono::seconds seconds(const toml::node& node, const ConfigTarget& target) {
  const auto* value = node.as_integer();
  if (value && value->get() > 0) return std::chrono::seconds(value->get());
  throw wrong(node, target, "expected a number of seconds");
}

constexpr std::array model_keys{
    KeyRule{"sql",
            [](const toml::node& n, ConfigTarget& t) { t.project.models.sql = paths(n, t); }},
    KeyRule{"sql_after",
            [](const toml::node& n, ConfigTarget& t) { t.project.models.sql_after = paths(n, t); }},
    KeyRule{"program",
            [](const toml::node& n, ConfigTarget& t) { t.project.models.programs = texts(n, t); }},
    KeyRule{"sqlalchemy",
            [](const toml::node& n, ConfigTarget& t) {
              t.project.models.sqlalchemy = python_names(n, t);
            }},
    KeyRule{"python",
            [](const toml::node& n, ConfigTarget& t) { t.project.models.python = text(n, t); }},
    KeyRule{"timeout",
            [](const toml::node& n, ConfigTarget& t) { t.project.models.timeout = seconds(n, t); }},
    KeyRule{"cache",
            [](const toml::node& n, ConfigTarget& t) { t.project.models.cache = boolean(n, t); }},
};

constexpr std::array practice_keys{
    KeyRule{"off",
            [](const toml::node& n, ConfigTarget& t) { t.project.practices.off = texts(n, t); }},
    KeyRule{"ignore",
            [](const toml::node& n, ConfigTarget& t) { t.project.practices.ignore = texts(n, t); }},
};

constexpr std::array scope_keys{
    KeyRule{"schemas",
            [](const toml::node& n, ConfigTarget& t) { t.project.scope.schemas = texts(n, t); }},
    KeyRule{"ignore",
            [](const toml::node& n, ConfigTarget& t) { t.project.scope.ignore = texts(n, t); }},
};

constexpr std::array scratch_keys{
    KeyRule{"url",
            [](const toml::node& n, ConfigTarget& t) { t.project.scratch_url = text(n, t); }},
};

constexpr std::array sync_keys{
    KeyRule{"backup",
            [](const toml::node& n, ConfigTarget& t) { t.project.sync_backup = boolean(n, t); }},
};

constexpr std::array reset_keys{
    KeyRule{"seed", [](const toml::node& n,
                       ConfigTarget& t) { t.project.reset_seed = in_project(t, text(n, t)); }},
};

constexpr std::array pull_keys{
    KeyRule{"seed", [](const toml::node& n,
                       ConfigTarget& t) { t.project.pull_seed = in_project(t, text(n, t)); }},
};

template <std::optional<bool> WatchConfig::*Flag>
void take_watch_flag(const toml::node& node, ConfigTarget& target) {
  target.project.watch.*Flag = boolean(node, target);
}

constexpr std::array watch_keys{
    KeyRule{"on", take_watch_flag<&WatchConfig::on>},
    KeyRule{"generate", take_watch_flag<&WatchConfig::generate>},
    KeyRule{"apply", take_watch_flag<&WatchConfig::apply>},
    KeyRule{"sync", take_watch_flag<&WatchConfig::sync>},
    KeyRule{"backup", take_watch_flag<&WatchConfig::backup>},
    KeyRule{"paths",
            [](const toml::node& n, ConfigTarget& t) { t.project.watch.paths = paths(n, t); }},
    KeyRule{"interval",
            [](const toml::node& n, ConfigTarget& t) { t.project.watch.interval = text(n, t); }},
    KeyRule{"log", [](const toml::node& n,
                      ConfigTarget& t) { t.project.watch.log = in_project(t, text(n, t)); }},
    KeyRule{"on-change",
            [](const toml::node& n, ConfigTarget& t) { t.project.watch.on_change = text(n, t); }},
};

constexpr std::array run_keys{
    KeyRule{"migrate",
            [](const toml::node& n, ConfigTarget& t) { t.project.run.migrate = boolean(n, t); }},
    KeyRule{"backup",
            [](const toml::node& n, ConfigTarget& t) { t.project.run.backup = boolean(n, t); }},
    KeyRule{"rollback-on-failure",
            [](const toml::node& n, ConfigTarget& t) {
              t.project.run.rollback_on_failure = boolean(n, t);
            }},
    KeyRule{"seed",
            [](const toml::node& n, ConfigTarget& t) {
              for (const std::string& path : texts(n, t)) {
                t.project.run.seed.push_back(in_project(t, path));
              }
            }},
    KeyRule{"wait-for-database",
            [](const toml::node& n, ConfigTarget& t) {
              t.project.run.wait_for_database = duration(n, t);
            }},
    KeyRule{"wait",
            [](const toml::node& n, ConfigTarget& t) { t.project.run.wait = duration(n, t); }},
};

constexpr std::array backup_keys{
    KeyRule{"folder", [](const toml::node& n,
                         ConfigTarget& t) { t.project.backup.folder = in_project(t, text(n, t)); }},
    KeyRule{"keep",
            [](const toml::node& n, ConfigTarget& t) {
              t.project.backup.keep = whole_number(n, t, 1, 1'000'000);
            }},
    KeyRule{"max-age", [](const toml::node& n,
                          ConfigTarget& t) { t.project.backup.max_age = duration(n, t); }},
};

constexpr std::array sections{
    KeyRule{"project", [](const toml::node& n,
                          ConfigTarget& t) { take_section(n, t, "project", project_keys); }},
    KeyRule{"models",
            [](const toml::node& n, ConfigTarget& t) { take_section(n, t, "models", model_keys); }},
    KeyRule{"practices", [](const toml::node& n,
                            ConfigTarget& t) { take_section(n, t, "practices", practice_keys); }},
    KeyRule{"scope",
            [](const toml::node& n, ConfigTarget& t) { take_section(n, t, "scope", scope_keys); }},
    KeyRule{"history", take_history},
    KeyRule{"sync",
            [](const toml::node& n, ConfigTarget& t) { take_section(n, t, "sync", sync_keys); }},
    KeyRule{"watch",
            [](const toml::node& n, ConfigTarget& t) { take_section(n, t, "watch", watch_keys); }},
    KeyRule{"reset",
            [](const toml::node& n, ConfigTarget& t) { take_section(n, t, "reset", reset_keys); }},
    KeyRule{"pull",
            [](const toml::node& n, ConfigTarget& t) { take_section(n, t, "pull", pull_keys); }},
    KeyRule{"scratch", [](const toml::node& n,
                          ConfigTarget& t) { take_section(n, t, "scratch", scratch_keys); }},
    KeyRule{"run",
            [](const toml::node& n, ConfigTarget& t) { take_section(n, t, "run", run_keys); }},
    KeyRule{"backup", [](const toml::node& n,
                         ConfigTarget& t) { take_section(n, t, "backup", backup_keys); }},
    KeyRule{"deploy", take_deploy},
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
  ConfigTarget target;
  target.file = file.filename().string();
  target.project.folder = std::filesystem::absolute(file).parent_path().lexically_normal();
  target.project.migrations = target.project.folder / "migrations";
  target.project.backup.folder = target.project.folder / "backups";
  target.project.deploy.records = target.project.folder / "deployments";
  target.project.name = target.project.folder.filename().string();
  if (invalid_utf8(content) != std::string_view::npos) {
    const std::size_t offset = invalid_utf8(content);
    const auto line = 1 + std::count(content.begin(), content.begin() + offset, '\n');
    throw Error(Failure::Config, "the file is not valid UTF-8")
        .at({target.file, static_cast<int>(line)});
  }
  take_keys(parse(content, target.file), "", sections, target);
  check_stages(target);
  choose_default(target.project, target.file);
  return std::move(target.project);
}

}  // namespace syncline
