// Looked at before anything is changed: what stands in the way of a deployment, and what to know.
#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "deploy/preview.h"
#include "env/database.h"
#include "env/migrations.h"
#include "env/project.h"

namespace syncline {

enum class Weight {
  Fine,    ///< looked at, and well
  Notice,  ///< to be known before somebody says yes
  Stop,    ///< nothing is deployed, unless it is allowed by its name
};

struct PreflightFinding {
  std::string name;  ///< "drift", "earlier-stage", "blockers", …: the word that --allow takes
  Weight weight = Weight::Fine;
  std::string text = {};                ///< one line
  std::vector<std::string> lines = {};  ///< more of it: objects, sessions, tables
  std::string hint = {};
  bool allowed = false;  ///< a Stop that --allow names
};

struct PreflightRequest {
  const Environment* environment = nullptr;
  std::string target = "heads";
  std::vector<const Environment*> earlier;  ///< stages that must have passed before, in order
  std::set<std::string> allow;
  std::string deployment = {};        ///< id of the record of who asks, which is not in its own way
  bool backup = true;                 ///< one will be made before anything is changed
  std::chrono::seconds patience{10};  ///< a transaction that is older is in the way
  std::chrono::seconds timeout{10};   ///< for all earlier stages together
};

struct Preflight {
  std::vector<PreflightFinding> findings;  ///< Fine ones as well
  Revisions revisions;                     ///< that would be applied, in order
  std::vector<PendingRevision> pending;    ///< the same, as what would run
  bool clear() const;                      ///< no Stop that is not allowed
};

/// Changes nothing. `database` is by the role that changes. What cannot be looked at is a finding;
/// throws only when the connection to `database` itself is lost, and Error(Input), Error(Usage) for
/// a target that there is not. What is looked at comes in a fixed order; what cannot be known
/// because of an earlier Stop is left out.
Preflight preflight(const Project& project, Migrations& migrations, Database& database,
                    const PreflightRequest& request);

/// The words that PreflightRequest::allow knows.
std::span<const std::string_view> allowable_findings();

}  // namespace syncline
