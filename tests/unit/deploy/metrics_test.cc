#include "deploy/metrics.h"

#include <gtest/gtest.h>

namespace syncline {
namespace {

EnvironmentStatus environment(const std::string& name, Role role,
                              std::vector<std::string> applied) {
  EnvironmentStatus status;
  status.name = name;
  status.role = role;
  status.reachable = true;
  status.applied = std::move(applied);
  status.drift = Drift::No;
  return status;
}

bool has(const std::string& text, const std::string& line) {
  return text.find("\n" + line + "\n") != std::string::npos;
}

TEST(Metrics, TellWhatIsKnown) {
  EnvironmentStatus one = environment("eu", Role::Staging, {"1", "2"});
  one.pending = {"3"};
  one.tables = 7;
  one.numbers = JournalNumbers{4, 1, 2.5, 0.25, "2025-01-31T09:30:00.125Z", ""};
  const std::string text = metrics_text({one}, {});
  EXPECT_TRUE(has(text, "syncline_up{environment=\"eu\",role=\"staging\"} 1")) << text;
  EXPECT_TRUE(has(text, "syncline_pending_revisions{environment=\"eu\",role=\"staging\"} 1"));
  EXPECT_TRUE(has(text, "syncline_drift{environment=\"eu\",role=\"staging\"} 0"));
  EXPECT_TRUE(has(text, "syncline_revision_runs_total{environment=\"eu\",role=\"staging\"} 4"));
  EXPECT_TRUE(has(text, "syncline_success_ratio{environment=\"eu\",role=\"staging\"} 0.75"));
  EXPECT_TRUE(has(text,
                  "syncline_last_success_timestamp_seconds{environment=\"eu\",role=\"staging\"} "
                  "1738315800.125"));
  EXPECT_EQ(text.find("last_failure"), std::string::npos);
  EXPECT_TRUE(text.ends_with("\n# EOF\n"));
}

TEST(Metrics, OfOneThatIsDownOnlyThatIsKnown) {
  EnvironmentStatus one;
  one.name = "a\"b";
  one.problem = "no answer";
  EXPECT_EQ(
      metrics_text({one}, {}),
      "# TYPE syncline_up gauge\n# HELP syncline_up 1 when the environment was reached and could "
      "be looked at\nsyncline_up{environment=\"a\\\"b\",role=\"development\"} 0\n# EOF\n");
}

TEST(Metrics, LagIsBehindEarlierStages) {
  const std::string text = metrics_text({environment("staging", Role::Staging, {"1", "2", "3"}),
                                         environment("live", Role::Production, {"1"})},
                                        {});
  EXPECT_TRUE(has(text, "syncline_lag_revisions{environment=\"live\",ahead=\"staging\"} 2"))
      << text;
  EXPECT_EQ(text.find("ahead=\"live\""), std::string::npos);
}

TEST(Metrics, DeploymentsAreCountedByTheirEnd) {
  EnvironmentStatus one = environment("live", Role::Production, {});
  DeploymentsSeen seen;
  seen.last.started_at = "2025-01-31T09:30:00.125Z";
  seen.counts = {{"done", 3}, {"failed", 1}, {"running", 1}};
  one.deployments = seen;
  std::string text = metrics_text({one}, {});
  const std::string labels = "environment=\"live\",role=\"production\"";
  EXPECT_TRUE(has(text, "syncline_deployments{" + labels + ",state=\"done\"} 3")) << text;
  EXPECT_TRUE(has(text, "syncline_deployments{" + labels + ",state=\"running\"} 1")) << text;
  EXPECT_TRUE(has(text, "syncline_deployment_success_ratio{" + labels + "} 0.75")) << text;
  EXPECT_TRUE(
      has(text, "syncline_last_deployment_timestamp_seconds{" + labels + "} 1738315800.125"));
  EXPECT_EQ(text.find("deployment_duration"), std::string::npos) << "it has not ended";
  one.deployments->last.finished_at = "2025-01-31T09:31:00.125Z";
  text = metrics_text({one}, {});
  EXPECT_TRUE(has(text, "syncline_last_deployment_duration_seconds{" + labels + "} 60")) << text;
}

TEST(Metrics, BackupsHaveTheirAge) {
  const std::string text = metrics_text({}, {{"live", "2025-01-31T09:30:00Z", "", 1000, 3}});
  EXPECT_TRUE(has(text, "syncline_last_backup_timestamp_seconds{environment=\"live\"} 1738315800"))
      << text;
  EXPECT_TRUE(has(text, "syncline_backups{environment=\"live\"} 3"));
  EXPECT_EQ(text.find("verified_timestamp"), std::string::npos);
}

}  // namespace
}  // namespace syncline
