// A report on environments as a document and as data.
#pragma once

#include <vector>

#include "cli/document.h"
#include "cli/output.h"
#include "deploy/report.h"

namespace syncline {

/// What the project's own files say, and all that was looked at.
struct ProjectReport {
  std::string project, written_at;
  std::optional<Comparison> models;  ///< revisions → models; nothing: it cannot be known
  std::string models_problem;
  std::vector<EnvironmentReport> environments;
  bool fine() const;
};

Document report_document(const ProjectReport& report, const Dialect& dialect);
Data report_data(const ProjectReport& report);

}  // namespace syncline
