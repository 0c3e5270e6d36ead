#include "postgres/catalog_reader.h"

#include <fmt/format.h>

#include <stdexcept>

#include "postgres/answers.h"
#include "postgres/companion.h"
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

OwnedResult checked(OwnedResult result, std::string_view reader) {
  const Answer answer = kind_of(result.get());
  if (answer == Answer::Done || answer == Answer::Synced) return result;
  const Error error = server_error(result.get(), "");
  // pg_get_viewdef() and its like look at the present, not at our snapshot.
  if (error.sqlstate == "XX000" || error.sqlstate == "42P01") {
    throw Error(Failure::Database,
                fmt::format("the schema was changed while it was read: {}", error.what()))
        .with_hint("run the command again");
  }
  // "Syntax error or access rule violation" is a mistake of the query; all else comes from outside:
  // somebody stopped it, the server is going down, a disk is broken.
  if (!error.sqlstate.starts_with("42") || error.sqlstate == "42501") throw error;
  throw std::logic_error(fmt::format("reading the catalog, {}: {} {} {}", reader, error.what(),
                                     error.sqlstate, error.detail));
}

/// The readers that have something to ask of this version, and what they ask.
struct Questions {
  std::vector<const Reader*> readers;
  std::vector<std::string> queries;
};

Questions questions(int version, bool beside, Dependencies dependencies) {
  Questions asked;
  for (const Reader* reader : all_readers()) {
    if (reader->beside != beside) continue;
    if (reader == &dependency_reader && dependencies == Dependencies::LeftOut) continue;
    std::string sql = reader->query(version);
    if (sql.empty()) continue;
    asked.readers.push_back(reader);
    asked.queries.push_back(std::move(sql));
  }
  return asked;
}

/// Another connection costs milliseconds, which a small catalog does not take to read.
constexpr std::int64_t big_catalog_bytes = 512 << 10;

/// The statements around the readers' queries, and the one that gives a companion its snapshot, or
/// NULL.
struct Frame {
  std::vector<std::string> before, after;
  std::string snapshot;
};

Frame frame_for(const Connection& connection) {
  if (connection.in_transaction()) {
    // Going back to a savepoint brings the caller's settings back.
    return {{"SAVEPOINT syncline_read", fixed_settings},
            {"ROLLBACK TO SAVEPOINT syncline_read", "RELEASE SAVEPOINT syncline_read"},
            "SELECT NULL"};
  }
  return {{"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", fixed_settings},
          {"COMMIT"},
          fmt::format("SELECT CASE WHEN pg_relation_size('pg_catalog.pg_class') > {} "
                      "THEN pg_export_snapshot() END",
                      big_catalog_bytes)};
}

class CatalogRead {
 public:
  CatalogRead(Connection& connection, std::unique_ptr<Connection>& second,
              Dependencies dependencies)
      : connection_(connection),
        second_(second),
        frame_(frame_for(connection)),
        plain_(questions(connection.version(), false, dependencies)),
        beside_(questions(connection.version(), true, dependencies)),
        reading_(connection.version()),
        pipeline_(connection) {}

  Catalog run() {
    send(frame_.before);
    pipeline_.send(frame_.snapshot);
    send(plain_.queries);
    end_message();
    for (const std::string& sql : frame_.before) checked(pipeline_.next(), sql);
    ask_beside();
    std::size_t plain = 0, beside = 0;
    for (const Reader* reader : all_readers()) {
      if (beside < beside_.readers.size() && reader == beside_.readers[beside]) {
        read(*reader, answer_beside(beside++));
      } else if (plain < plain_.readers.size() && reader == plain_.readers[plain]) {
        read(*reader, receiver_->answer(plain++));
      }
    }
    end_receiving();
    for (const std::string& sql : frame_.after) checked(pipeline_.next(), sql);
    return std::move(reading_).finish();
  }

 private:
  void send(const std::vector<std::string>& statements) {
    for (const std::string& sql : statements) pipeline_.send(sql);
  }
  void end_message() {
    pipeline_.sync();
    pipeline_.flush();
  }
  void send_end() {
    send(frame_.after);
    end_message();
  }

  /// Over a companion when there is one and it gets through; else after the plain ones, and after
  /// the end of their message.
  void ask_beside() {
    const OwnedResult row = checked(pipeline_.next(), frame_.snapshot);
    const Result snapshot(row.get());
    if (!snapshot.null(0, 0)) {
      companion_ = std::make_unique<Companion>(connection_, second_, snapshot.string(0, 0),
                                               fixed_settings, beside_.queries);
      if (!companion_->joined()) companion_.reset();
    }
    std::size_t count = plain_.queries.size() + 1;
    if (!companion_) {
      send(beside_.queries);
      send_end();
      count += beside_.queries.size();
    }
    receiver_ = std::make_unique<Receiver>(pipeline_, count);
  }

  OwnedResult answer_beside(std::size_t number) {
    return companion_ ? companion_->answer(number)
                      : receiver_->answer(plain_.queries.size() + 1 + number);
  }

  void end_receiving() {
    receiver_.reset();
    if (companion_) send_end();
  }

  void read(const Reader& reader, OwnedResult answer) {
    const OwnedResult rows = checked(std::move(answer), reader.name);
    reader.read(Result(rows.get()), reading_);
  }

  Connection& connection_;
  std::unique_ptr<Connection>& second_;
  const Frame frame_;
  const Questions plain_, beside_;
  Reading reading_;
  Pipeline pipeline_;
  std::unique_ptr<Companion> companion_;
  std::unique_ptr<Receiver> receiver_;  // the last: it uses the pipeline
};

}  // namespace

Catalog read_catalog(Connection& connection, std::unique_ptr<Connection>& second,
                     Dependencies dependencies) {
  const bool ours = !connection.in_transaction();
  try {
    return CatalogRead(connection, second, dependencies).run();
  } catch (...) {
    if (ours) connection.rollback();
    throw;
  }
}

}  // namespace syncline::postgres
