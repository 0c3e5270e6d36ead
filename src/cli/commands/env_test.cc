#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "cli/commands/commands.h"
#include "cli/look_options.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/table.h"
#include "cli/terminal.h"
#include "env/environment_test.h"

namespace syncline {

namespace {

std::string tls_text(const ServerInfo& server) {
  if (!server.tls.empty())
    return server.tls + (server.tls_verified ? ", verified" : ", not verified");
  return server.local ? "local" : "none";
}

/// "read, change, create databases"
std::string rights_text(const EnvironmentTest& test) {
  const Rights& rights = test.rights;
  std::vector<std::string> words;
  if (rights.read_schema && rights.read_ledger.value_or(true)) words.emplace_back("read");
  if (rights.change_schema && rights.write_ledger) words.emplace_back("change");
  if (rights.create_database) words.emplace_back("create databases");
  if (rights.in_recovery) words.emplace_back("(in recovery)");
  return words.empty() ? "none" : join(words, ", ");
}

std::string clock_text(double seconds) {
  return std::abs(seconds) < 1 ? "same" : fmt::format("{:+.0f} s", seconds);
}

Data rights_data(const Rights& rights) {
  return Data::Record{{"read_schema", rights.read_schema},
                      {"change_schema", rights.change_schema},
                      {"read_ledger", rights.read_ledger ? Data(*rights.read_ledger) : Data()},
                      {"write_ledger", rights.write_ledger},
                      {"create_database", rights.create_database}};
}

Data data_of(const EnvironmentTest& test) {
  const bool reached = test.server.has_value();
  Data::Record record{{"name", test.name},
                      {"role", role_name(test.role)},
                      {"tags", test.tags},
                      {"access", test.access == Access::Read ? "read" : "apply"},
                      {"url", Data::text_or_null(test.url)},
                      {"origin", test.origin},
                      {"reachable", reached},
                      {"problem", Data::text_or_null(test.problem)},
                      {"hint", Data::text_or_null(test.hint)}};
  Data data(std::move(record));
  if (!reached) return data;
  data.add("server", test.server->dialect + " " + test.server->version);
  data.add("user", test.server->user);
  data.add("local", test.server->local);
  data.add("tls", Data::text_or_null(test.server->tls));
  data.add("tls_verified", test.server->tls_verified);
  data.add("in_recovery", test.rights.in_recovery);
  data.add("rights", rights_data(test.rights));
  data.add("connect_milliseconds", test.connect_milliseconds);
  data.add("milliseconds", test.latency_milliseconds);
  data.add("clock_ahead_seconds", test.clock_seconds);
  return data;
}

std::string text_of(const std::vector<EnvironmentTest>& tests) {
  std::vector<TableRow> rows{
      {"ENVIRONMENT", "REACHABLE", "SERVER", "TLS", "RIGHTS", "LATENCY", "CLOCK"}};
  std::string problems;
  for (const EnvironmentTest& one : tests) {
    const std::string name = one.name + (one.access == Access::Change ? " (apply)" : "");
    if (one.server) {
      rows.push_back({name, "yes", one.server->dialect + " " + one.server->version,
                      tls_text(*one.server), rights_text(one),
                      fmt::format("{:.1f} ms", one.latency_milliseconds),
                      clock_text(one.clock_seconds)});
    } else {
      rows.push_back({name, "no", "-", "-", "-", "-", "-"});
    }
    if (!one.problem.empty()) problems += fmt::format("{}: {}\n", name, one.problem);
    if (!one.hint.empty()) problems += fmt::format("  hint: {}\n", one.hint);
  }
  return table_text(rows) + (problems.empty() ? "" : "\n" + problems);
}

int run(Context& context) {
  const LookRequest request = look_request(context, context.arguments().text("NAME", ""));
  ProgressLine progress;
  progress.show(
      fmt::format("connecting to {} …", count_of(request.environments.size(), "environment")));
  const std::vector<EnvironmentTest> tests = test_environments(context.project(), request);
  progress.clear();
  if (context.json()) {
    Data::List list;
    for (const EnvironmentTest& one : tests) list.push_back(data_of(one));
    print_json(list);
  } else {
    print(tests.empty() ? "no environments\n" : text_of(tests));
  }
  const auto fine = [](const EnvironmentTest& one) { return one.problem.empty(); };
  return std::ranges::all_of(tests, fine) ? 0 : 1;
}

constexpr Operand operands[] = {{"NAME", "only this one", false, Completes::Environment}};
constexpr Option options[] = {tag_option, timeout_option};

}  // namespace

const CommandSpec env_test_command = {
    .name = "env test",
    .alias = "",
    .group = "Environments",
    .summary = "Whether the environments can be reached, and by whom",
    .about =
        "Connects to all at once: the server and its version, whether TLS protects the "
        "connection,\n"
        "what the role may do (read schema and ledger, change, create databases), whether the "
        "server\n"
        "is in recovery, the median of a round trip, and how far its clock is from ours. An\n"
        "environment with an apply-url has two lines. Exit code 1 when one cannot be reached or "
        "its\n"
        "role may not do what it is there for.",
    .examples =
        "syncline env test\n"
        "syncline env test staging --json\n"
        "syncline env test --tag eu --timeout 3s",
    .operands = operands,
    .options = options,
    .run = run,
};

}  // namespace syncline
