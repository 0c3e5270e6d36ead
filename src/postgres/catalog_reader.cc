#include "postgres/catalog_reader.h"

#include <fmt/format.h>

#include <stdexcept>

#include "postgres/kinds/kinds.h"
#include "postgres/pipeline.h"

namespace syncline::postgres {

namespace {

// Whatever changes how the server writes an expression. With an empty search_path it qualifies
// every name. JIT would compile queries that end before they are compiled.
constexpr const char* fixed_settings =
    "SELECT set_config('search_path', '', true), set_config('jit', 'off', true),"
    " set_config('quote_all_identifiers', 'off', true),"
    " set_config('standard_conforming_strings', 'on', true),"
    " set_config('extra_float_digits', '1', true), set_config('DateStyle', 'ISO, MDY', true),"
    " set_config('IntervalStyle', 'postgres', true), set_config('bytea_output', 'hex', true),"
    " set_config('TimeZone', 'UTC', true), set_config('lc_monetary', 'C', true)";

/// The statements around the readers' queries. In a transaction of the caller's, going back to a
/// savepoint brings the caller's settings back.
struct Frame {
  std::vector<const char*> before, after;
};

Frame frame_for(const Connection& connection) {
  if (connection.in_transaction()) {
    return {{"SAVEPOINT syncline_read", fixed_settings},
            {"ROLLBACK TO SAVEPOINT syncline_read", "RELEASE SAVEPOINT syncline_read"}};
  }
  return {{"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", fixed_settings}, {"COMMIT"}};
}

OwnedResult checked(OwnedResult result, std::string_view reader) {
  if (kind_of(result.get()) == Answer::Done) return result;
  const Error error = server_error(result.get(), "");
  // Somebody stopped the query, or the server is going down: not a mistake of the query.
  const bool from_outside = error.sqlstate.starts_with("57") || error.sqlstate.starts_with("53") ||
                            error.sqlstate.starts_with("55");
  if (from_outside) throw error;
  // pg_get_viewdef() and its like look at the present, not at our snapshot.
  if (error.sqlstate == "XX000" || error.sqlstate == "42P01") {
    throw Error(Failure::Database,
                fmt::format("the schema was changed while it was read: {}", error.what()))
        .with_hint("run the command again");
  }
  throw std::logic_error(fmt::format("reading the catalog, {}: {} {} {}", reader, error.what(),
                                     error.sqlstate, error.detail));
}

void read_all(Pipeline& pipeline, int version, const Frame& frame, Reading& reading) {
  std::vector<const Reader*> asked;
  for (const char* sql : frame.before) pipeline.send(sql);
  for (const Reader* reader : all_readers()) {
    const std::string sql = reader->query(version);
    if (sql.empty()) continue;
    pipeline.send(sql);
    asked.push_back(reader);
  }
  for (const char* sql : frame.after) pipeline.send(sql);
  pipeline.sync();
  pipeline.flush();

  for (const char* sql : frame.before) checked(pipeline.next(), sql);
  for (const Reader* reader : asked) {
    const OwnedResult rows = checked(pipeline.next(), reader->name);
    reader->read(Result(rows.get()), reading);
  }
  for (const char* sql : frame.after) checked(pipeline.next(), sql);
}

}  // namespace

Catalog read_catalog(Connection& connection) {
  const Frame frame = frame_for(connection);
  const bool ours = !connection.in_transaction();
  Reading reading(connection.version());
  try {
    Pipeline pipeline(connection);
    read_all(pipeline, connection.version(), frame, reading);
  } catch (...) {
    if (ours) connection.rollback();
    throw;
  }
  return std::move(reading).finish();
}

}  // namespace syncline::postgres
