#include "postgres/offline_shell.h"

#include <fmt/format.h>

#include "postgres/sql.h"

namespace syncline::postgres {

namespace {

std::string only_when(const std::string& condition, const std::string& body) {
  return fmt::format("SELECT {} AS syncline_needed \\gset\n\\if :syncline_needed\n{}\\endif\n",
                     condition, body);
}

std::string stop_unless(const std::string& condition, const std::string& why) {
  return fmt::format(
      "DO $syncline$ BEGIN\n  IF NOT ({}) THEN\n    RAISE EXCEPTION USING MESSAGE = {};\n"
      "  END IF;\nEND $syncline$;\n",
      condition, quote_text(why));
}

std::string in_batches(const std::string& statement) {
  return fmt::format(
      "DO $syncline$ BEGIN\n  LOOP\n{}\n;\n    EXIT WHEN NOT FOUND;\n    COMMIT;\n  END LOOP;\n"
      "END $syncline$;\n",
      statement);
}

}  // namespace

const OfflineShell psql = {
    .program = "psql",
    .prologue = "\\set ON_ERROR_STOP on\n",
    // As a session of ours has them: names without a schema mean the same for every user, and the
    // bodies of routines may name what is made only further down.
    .settings =
        "RESET ALL;\n"
        "DO $syncline$ BEGIN\n"
        "  IF current_setting('search_path') = '\"$user\", public' THEN\n"
        "    PERFORM set_config('search_path', 'public', false);\n"
        "  END IF;\nEND $syncline$;\n"
        "SET check_function_bodies = off;\n",
    .quietly = "SET LOCAL client_min_messages = warning;\n",
    .alone = "EXISTS (SELECT 1 WHERE pg_try_advisory_lock(8320803159843368549))",
    .only_when = only_when,
    .stop_unless = stop_unless,
    .in_batches = in_batches,
};

}  // namespace syncline::postgres
