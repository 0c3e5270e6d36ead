// The environments that a change goes through, in order, and how far it has come.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "deploy/record_store.h"
#include "env/migrations.h"

namespace syncline {

using Stages = std::vector<const Environment*>;

/// [deploy] stages; else the environments of role staging, then those of role production. Throws
/// Error(Config) for a name that no environment has.
Stages deploy_stages(const Project& project);
/// Those that come before an environment; none for one that is no stage.
Stages stages_before(const Project& project, const Environment& environment);

/// The last one to this environment: as the ledger has it, or the folder, where that knows more.
std::optional<Deployment> last_deployment(Database& database, const RecordFolder& folder,
                                          const std::string& environment);

/// Whether this stage of the project in that folder is done with: no revision is missing, its last
/// deployment has passed its gate, and the application is of the same commit, where there is one.
bool has_passed(const Environment& stage, Migrations& migrations, Database& database,
                const std::optional<Deployment>& last, const std::filesystem::path& project);

}  // namespace syncline
