#include "deploy/record_store.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/files.h"

namespace syncline {

namespace fs = std::filesystem;

namespace {

bool newer(const Deployment& one, const Deployment& other) {
  return std::pair(one.started_at, one.id) > std::pair(other.started_at, other.id);
}

}  // namespace

void RecordFolder::save(const Deployment& deployment) const {
  std::error_code failed;
  fs::create_directories(folder_, failed);
  if (failed) {
    throw Error(Failure::Input,
                fmt::format("cannot make the folder of deployments: {}", failed.message()))
        .at({folder_.string()})
        .with_hint("[deploy] records names another one");
  }
  write_file(folder_ / (deployment.id + ".txt"), record_text(deployment));
  write_file(folder_ / (deployment.id + ".json"), write_record(deployment));
}

std::vector<Deployment> RecordFolder::list(const std::optional<std::string>& environment,
                                           std::vector<std::string>& problems) const {
  std::vector<Deployment> all;
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_, ignored)) {
    const fs::path& file = entry.path();
    if (file.extension() != ".json" || file.filename().string().starts_with('.')) continue;
    try {
      Deployment one = read_record(read_file(file), file.string());
      if (!environment || one.environment == *environment) all.push_back(std::move(one));
    } catch (const Error& error) {
      problems.push_back(fmt::format("{}: {}", file.string(), error.what()));
    }
  }
  std::ranges::sort(all, newer);
  std::ranges::sort(problems);
  return all;
}

void save_record(Database& database, const Deployment& deployment) {
  database.ledger().save_deployment({deployment.id, deployment.environment, deployment.kind,
                                     std::string(state_name(deployment.state)),
                                     deployment.started_at, deployment.finished_at, deployment.by,
                                     deployment.tool, write_record(deployment)});
}

std::vector<Deployment> records_of(Database& database, std::size_t most,
                                   const std::optional<std::string>& environment) {
  std::vector<Deployment> all;
  for (const DeploymentRow& row :
       database.ledger().deployments({.environment = environment, .limit = most})) {
    all.push_back(read_record(
        row.record, fmt::format("{}, ledger, deployment {}", database.what(), row.deployment)));
  }
  return all;
}

}  // namespace syncline
