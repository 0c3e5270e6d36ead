#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/secret.h"
#include "deploy/record.h"

namespace syncline {

using Json = nlohmann::ordered_json;

namespace {

/// Names that are looked up again (ids, environments, states) stay as they are; whatever came from
/// people, servers and commands is masked.
enum class Words { Ours, Masked };

template <class Of>
struct TextMember {
  const char* name;
  std::string Of::*member;
  Words words;
};

constexpr TextMember<Deployment> texts[] = {
    {"id", &Deployment::id, Words::Ours},
    {"environment", &Deployment::environment, Words::Ours},
    {"kind", &Deployment::kind, Words::Ours},
    {"database", &Deployment::database, Words::Masked},
    {"by", &Deployment::by, Words::Masked},
    {"tool", &Deployment::tool, Words::Ours},
    {"code", &Deployment::code, Words::Masked},
    {"host", &Deployment::host, Words::Ours},
    {"started_at", &Deployment::started_at, Words::Ours},
    {"finished_at", &Deployment::finished_at, Words::Ours},
    {"target", &Deployment::target, Words::Ours},
    {"schema", &Deployment::schema, Words::Ours},
    {"fingerprint", &Deployment::fingerprint, Words::Ours},
    {"backup", &Deployment::backup, Words::Ours},
    {"error", &Deployment::error, Words::Masked},
    {"hint", &Deployment::hint, Words::Masked},
};

constexpr TextMember<RecordedStep> step_texts[] = {
    {"name", &RecordedStep::name, Words::Ours},
    {"started_at", &RecordedStep::started_at, Words::Ours},
    {"finished_at", &RecordedStep::finished_at, Words::Ours},
    {"what", &RecordedStep::what, Words::Masked},
    {"output", &RecordedStep::output, Words::Masked},
    {"error", &RecordedStep::error, Words::Masked},
};

constexpr DeploymentState states[] = {DeploymentState::Running, DeploymentState::Waiting,
                                      DeploymentState::Done, DeploymentState::Failed,
                                      DeploymentState::RolledBack};
constexpr StepState step_states[] = {StepState::Begun, StepState::Done, StepState::Failed,
                                     StepState::Skipped};

std::vector<std::string> masked_lines(const std::vector<std::string>& lines) {
  std::vector<std::string> result;
  for (const std::string& line : lines) result.push_back(masked_words(line));
  return result;
}

template <class Of, std::size_t count>
void write_texts(Json& json, const Of& of, const TextMember<Of> (&members)[count]) {
  for (const auto& [name, member, words] : members) {
    json[name] = words == Words::Ours ? of.*member : masked_words(of.*member);
  }
}

/// What a record of an older program does not have stays empty.
template <class Of, std::size_t count>
void read_texts(const Json& json, Of& of, const TextMember<Of> (&members)[count]) {
  for (const auto& [name, member, words] : members) of.*member = json.value(name, std::string());
}

template <class State, std::size_t count>
State state_in(const Json& json, const State (&known)[count]) {
  const auto word = json.at("state").get<std::string>();
  for (const State state : known) {
    if (state_name(state) == word) return state;
  }
  throw Error(Failure::Input, fmt::format("\"{}\" is no state", word));
}

Json steps_of(const Deployment& deployment) {
  Json steps = Json::array();
  for (const RecordedStep& one : deployment.steps) {
    Json step{{"name", one.name}, {"state", state_name(one.state)}};
    write_texts(step, one, step_texts);
    step["lines"] = masked_lines(one.lines);
    steps.push_back(std::move(step));
  }
  return steps;
}

Deployment read(const Json& json) {
  Deployment one;
  one.version = json.at("version").get<int>();
  if (one.version > record_version) {
    throw Error(Failure::Refused, "this record of a deployment was made by a newer syncline")
        .with_hint("use that version, or a newer one");
  }
  read_texts(json, one, texts);
  one.state = state_in(json, states);
  if (one.id.empty()) throw Error(Failure::Input, "it has no id");
  using Texts = std::vector<std::string>;
  one.pid = json.value("pid", 0);
  one.from = json.value("from", Texts());
  one.revisions = json.value("revisions", Texts());
  one.hazards = json.value("hazards", Texts());
  one.gate_passed = json.value("gate_passed", false);
  for (const Json& step : json.at("steps")) {
    RecordedStep& read = one.steps.emplace_back();
    read_texts(step, read, step_texts);
    read.state = state_in(step, step_states);
    read.lines = step.value("lines", Texts());
  }
  return one;
}

}  // namespace

std::string write_record(const Deployment& deployment) {
  const Deployment& one = deployment;
  Json json{{"version", one.version}, {"id", one.id}, {"state", state_name(one.state)}};
  write_texts(json, one, texts);
  json["pid"] = one.pid;
  json["from"] = one.from;
  json["revisions"] = one.revisions;
  json["hazards"] = masked_lines(one.hazards);
  json["gate_passed"] = one.gate_passed;
  json["steps"] = steps_of(one);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Deployment read_record(const std::string& json, const std::string& where) {
  std::string why;
  try {
    return read(Json::parse(json));
  } catch (const Json::exception& error) {
    why = error.what();
  } catch (Error& error) {
    if (error.failure == Failure::Refused) throw std::move(error).at({where});
    why = error.what();
  }
  throw Error(Failure::Input, "this is no record of a deployment: " + why).at({where});
}

}  // namespace syncline
