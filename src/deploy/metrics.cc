#include "deploy/metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/moment.h"
#include "base/text.h"
#include "deploy/record.h"

namespace syncline {

namespace {

using Sample = std::optional<double>;

Sample moment(const std::string& time) {
  return time.empty() ? Sample() : Sample(epoch_seconds(time));
}

template <class T>
Sample number(const std::optional<T>& value) {
  return value ? Sample(static_cast<double>(*value)) : Sample();
}

/// Those that ended, one way or the other.
Sample deployment_ratio(const EnvironmentStatus& s) {
  if (!s.deployments) return {};
  double done = 0, ended = 0;
  for (const auto& [state, count] : s.deployments->counts) {
    const auto many = static_cast<double>(count);
    if (state == state_name(DeploymentState::Done)) done += many;
    if (state != running_state && state != state_name(DeploymentState::Waiting)) ended += many;
  }
  return ended > 0 ? Sample(done / ended) : Sample();
}

struct Metric {
  std::string_view name, type, help;
  Sample (*of)(const EnvironmentStatus&);
};

constexpr Metric metrics[] = {
    {"syncline_up", "gauge", "1 when the environment was reached and could be looked at",
     [](const EnvironmentStatus& s) -> Sample { return s.reachable && s.problem.empty() ? 1 : 0; }},
    {"syncline_pending_revisions", "gauge", "Revisions that the environment does not have yet",
     [](const EnvironmentStatus& s) {
       return s.reachable ? Sample(static_cast<double>(s.pending.size())) : Sample();
     }},
    {"syncline_applied_revisions", "gauge", "Revisions that the ledger says are applied",
     [](const EnvironmentStatus& s) {
       return s.reachable ? Sample(static_cast<double>(s.applied.size())) : Sample();
     }},
    {"syncline_drift", "gauge", "1 when the schema is not what the applied revisions make",
     [](const EnvironmentStatus& s) {
       return s.drift == Drift::Unknown ? Sample() : Sample(s.drift == Drift::Yes ? 1 : 0);
     }},
    {"syncline_drift_objects", "gauge", "Objects that differ from what the applied revisions make",
     [](const EnvironmentStatus& s) {
       return s.drift == Drift::Unknown ? Sample() : Sample(static_cast<double>(s.differences));
     }},
    {"syncline_tables", "gauge", "Tables in the scope",
     [](const EnvironmentStatus& s) { return number(s.tables); }},
    {"syncline_busy", "gauge", "1 while somebody changes the environment by revisions",
     [](const EnvironmentStatus& s) { return s.reachable ? Sample(s.lease ? 1 : 0) : Sample(); }},
    {"syncline_last_success_timestamp_seconds", "gauge", "When a statement of a revision ran last",
     [](const EnvironmentStatus& s) {
       return s.numbers ? moment(s.numbers->last_success) : Sample();
     }},
    {"syncline_last_failure_timestamp_seconds", "gauge",
     "When a statement of a revision failed last",
     [](const EnvironmentStatus& s) {
       return s.numbers ? moment(s.numbers->last_failure) : Sample();
     }},
    {"syncline_last_revision_duration_seconds", "gauge",
     "What the statements of the last revision took",
     [](const EnvironmentStatus& s) {
       return s.numbers ? Sample(s.numbers->last_seconds) : Sample();
     }},
    {"syncline_revision_runs", "counter", "Attempts to apply a revision or to take it back",
     [](const EnvironmentStatus& s) {
       return s.numbers ? Sample(static_cast<double>(s.numbers->runs)) : Sample();
     }},
    {"syncline_revision_failures", "counter", "Attempts of these that failed",
     [](const EnvironmentStatus& s) {
       return s.numbers ? Sample(static_cast<double>(s.numbers->failures)) : Sample();
     }},
    {"syncline_revision_seconds", "counter", "What all statements of revisions took",
     [](const EnvironmentStatus& s) { return s.numbers ? Sample(s.numbers->seconds) : Sample(); }},
    {"syncline_success_ratio", "gauge", "Share of the attempts that did not fail",
     [](const EnvironmentStatus& s) {
       if (!s.numbers || s.numbers->runs == 0) return Sample();
       const double runs = static_cast<double>(s.numbers->runs);
       return Sample(std::max(0.0, (runs - static_cast<double>(s.numbers->failures)) / runs));
     }},
    {"syncline_deployment_success_ratio", "gauge",
     "Share of the deployments that ended which are done, and not failed or rolled back",
     deployment_ratio},
    {"syncline_last_deployment_timestamp_seconds", "gauge", "When the last deployment began",
     [](const EnvironmentStatus& s) {
       return s.deployments ? moment(s.deployments->last.started_at) : Sample();
     }},
    {"syncline_last_deployment_duration_seconds", "gauge",
     "What the last deployment took, when it has ended",
     [](const EnvironmentStatus& s) {
       if (!s.deployments || s.deployments->last.finished_at.empty()) return Sample();
       const double seconds = epoch_seconds(s.deployments->last.finished_at) -
                              epoch_seconds(s.deployments->last.started_at);
       return Sample(std::round(seconds * 1000) / 1000);
     }},
};

std::string label(std::string_view text) {
  return replace_all(replace_all(replace_all(text, "\\", "\\\\"), "\"", "\\\""), "\n", "\\n");
}

std::string heading(std::string_view name, std::string_view type, std::string_view help) {
  return fmt::format("# TYPE {0} {1}\n# HELP {0} {2}\n", name, type, help);
}

std::string sample(std::string_view name, std::string_view type, const std::string& labels,
                   double value) {
  return fmt::format("{}{}{{{}}} {}\n", name, type == "counter" ? "_total" : "", labels, value);
}

/// How many revisions an environment has that another, of a later stage, has not.
std::string lags(const std::vector<EnvironmentStatus>& all) {
  constexpr std::string_view name = "syncline_lag_revisions";
  std::string text;
  for (const EnvironmentStatus& behind : all) {
    for (const EnvironmentStatus& ahead : all) {
      if (!behind.reachable || !ahead.reachable || ahead.role >= behind.role) continue;
      const RevisionSet has(behind.applied.begin(), behind.applied.end());
      double lag = 0;
      for (const std::string& one : ahead.applied) lag += has.contains(one) ? 0 : 1;
      text += sample(
          name, "gauge",
          fmt::format("environment=\"{}\",ahead=\"{}\"", label(behind.name), label(ahead.name)),
          lag);
    }
  }
  if (text.empty()) return "";
  return heading(name, "gauge",
                 "Revisions that an environment of an earlier stage has and this one lacks") +
         text;
}

/// A gauge: one that is done may be rolled back later.
std::string deployments(const std::vector<EnvironmentStatus>& all) {
  constexpr std::string_view name = "syncline_deployments";
  std::string text;
  for (const EnvironmentStatus& one : all) {
    if (!one.deployments) continue;
    for (const auto& [state, count] : one.deployments->counts) {
      text += sample(name, "gauge",
                     fmt::format("environment=\"{}\",role=\"{}\",state=\"{}\"", label(one.name),
                                 role_name(one.role), label(state)),
                     static_cast<double>(count));
    }
  }
  return text.empty() ? "" : heading(name, "gauge", "Deployments, by how they ended") + text;
}

struct BackupMetric {
  std::string_view name, help;
  Sample (*of)(const BackupNumbers&);
};

constexpr BackupMetric backup_metrics[] = {
    {"syncline_backups", "Backups in the folder",
     [](const BackupNumbers& b) -> Sample { return static_cast<double>(b.count); }},
    {"syncline_last_backup_timestamp_seconds", "The moment that the newest backup holds",
     [](const BackupNumbers& b) { return moment(b.created_at); }},
    {"syncline_last_backup_bytes", "Size of the newest backup",
     [](const BackupNumbers& b) {
       return b.created_at.empty() ? Sample() : Sample(static_cast<double>(b.bytes));
     }},
    {"syncline_last_backup_verified_timestamp_seconds",
     "When a backup was last restored and found to be good",
     [](const BackupNumbers& b) { return moment(b.verified_at); }},
};

}  // namespace

std::string metrics_text(const std::vector<EnvironmentStatus>& all,
                         const std::vector<BackupNumbers>& backups) {
  std::string text;
  for (const Metric& metric : metrics) {
    std::string samples;
    for (const EnvironmentStatus& one : all) {
      const Sample value = metric.of(one);
      if (!value) continue;
      samples += sample(
          metric.name, metric.type,
          fmt::format("environment=\"{}\",role=\"{}\"", label(one.name), role_name(one.role)),
          *value);
    }
    if (!samples.empty()) text += heading(metric.name, metric.type, metric.help) + samples;
  }
  text += deployments(all);
  text += lags(all);
  for (const BackupMetric& metric : backup_metrics) {
    std::string samples;
    for (const BackupNumbers& one : backups) {
      const Sample value = metric.of(one);
      if (!value) continue;
      samples += sample(metric.name, "gauge",
                        fmt::format("environment=\"{}\"", label(one.environment)), *value);
    }
    if (!samples.empty()) text += heading(metric.name, "gauge", metric.help) + samples;
  }
  return text + "# EOF\n";
}

}  // namespace syncline
