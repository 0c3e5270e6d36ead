#include "cli/context.h"

#include <fmt/format.h>

#include "cli/terminal.h"
#include "env/dialects.h"
#include "env/foreign.h"

namespace syncline {

namespace fs = std::filesystem;

const Project* Context::project_if_any() {
  if (!looked_) {
    looked_ = true;
    if (const auto file = arguments_.text("--config")) {
      file_ = *file;
    } else if (const auto found = Project::find(fs::current_path())) {
      file_ = *found;
    }
    if (!file_.empty()) project_ = Project::load_file(file_);
    if (project_) declared_history_ = project_->history.tool;
  }
  return project_ ? &*project_ : nullptr;
}

const Project& Context::project() {
  if (const Project* project = project_if_any()) return *project;
  project_ = Project::load(fs::current_path());  // throws, with a hint
  return *project_;
}

fs::path Context::project_file() {
  project();
  return file_;
}

const std::string& Context::project_declares() {
  project();
  return declared_history_;
}

void Context::set_history(ForeignSettings settings) {
  project();
  project_->history = std::move(settings);
  if (workshop_) workshop_->set_scope(scope_of(*project_));
}

Chosen Context::chosen() {
  if (const auto url = arguments_.text("--url")) {
    if (arguments_.flag("--env")) throw Error(Failure::Usage, "--url and --env exclude each other");
    return {*url, dialect_of(std::string_view(*url)).display_url(*url), nullptr};
  }
  const Environment& environment = project().environment(arguments_.text("--env", ""));
  return {project().url_of(environment), "env:" + environment.name, &environment};
}

bool Context::has_database() {
  return arguments_.flag("--url") || arguments_.flag("--env") ||
         (project_if_any() && !project().environments.empty());
}

/// Only a development server may be given scratch databases without being asked.
std::string Context::fallback_scratch() const {
  if (!project_) return "";
  for (const Environment& one : project_->environments) {
    const bool plain = one.url.command.empty() && one.url.file.empty();
    if (one.role == Role::Development && plain) return project_->url_of(one);
  }
  return "";
}

Workshop& Context::workshop(const Dialect& dialect) {
  if (workshop_) return *workshop_;
  WorkshopOptions options;
  if (const Project* project = project_if_any()) {
    options.scope = scope_of(*project);
    options.foreign = foreign_reader(*project, dialect);
    options.memory = fmt::format("{} {}", project->folder.string(), dialect.name);
    options.scratch_url = project->scratch_url;
    if (options.scratch_url.empty()) options.fallback_url = fallback_scratch();
  }
  if (const auto url = arguments_.text("--scratch")) options.scratch_url = *url;
  if (arguments_.flag("--verbose")) {
    options.tell = [](const std::string& text) {
      print_aside(fmt::format("syncline: {}\n", text));
    };
  }
  workshop_ = std::make_unique<Workshop>(dialect, std::move(options));
  return *workshop_;
}

Workshop& Context::workshop() {
  if (workshop_) return *workshop_;
  if (const auto url = arguments_.text("--url"))
    return workshop(dialect_of(std::string_view(*url)));
  return workshop(dialect_of(project()));
}

std::unique_ptr<Database> Context::database(bool create) {
  const Chosen wanted = chosen();
  ConnectOptions options;
  options.create = create;
  return std::make_unique<Database>(workshop(), wanted.url, wanted.what, options);
}

Dangers Context::allowed_dangers() const {
  Dangers dangers;
  for (const std::string& word : arguments_.list("--allow")) {
    if (word != "drift") dangers.insert(parse_danger(word));
  }
  return dangers;
}

bool Context::allows_drift() const {
  for (const std::string& word : arguments_.list("--allow")) {
    if (word == "drift") return true;
    throw Error(Failure::Usage, fmt::format("--allow knows no \"{}\" here", word))
        .with_hint("it is: drift");
  }
  return false;
}

void Context::confirm_environment(const std::string& verb) {
  const Environment* environment = chosen().environment;
  if (!environment || yes()) return;
  if (environment->role != Role::Production && environment->confirm.empty()) return;
  confirm(fmt::format("{} {} ({})?", verb, environment->name, role_name(environment->role)),
          environment->confirm.empty() ? "yes" : environment->confirm);
}

void Context::confirm_loss(const std::string& question) {
  if (yes()) return;
  const Environment* environment = chosen().environment;
  std::string word = environment ? environment->confirm : "";
  const bool careful =
      environment && (environment->role == Role::Production || environment->role == Role::Staging);
  if (word.empty()) word = careful ? environment->name : "yes";
  confirm(question, word);
}

}  // namespace syncline
