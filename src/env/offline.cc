#include "env/offline.h"

#include <fmt/format.h>

#include <cctype>

#include "base/text.h"
#include "env/who.h"
#include "migrate/apply.h"

namespace syncline {

namespace {

/// A scratch session that writes down what is run on it: the text is what truly ran, not what we
/// think would run.
class Recorder : public Session {
 public:
  Recorder(Session& inner, const Dialect& dialect) : inner_(inner), dialect_(dialect) {}

  bool recording = false;
  std::string text;

  const ServerInfo& server() const override { return inner_.server(); }
  Catalog read(const Scope& scope) override { return inner_.read(scope); }
  std::string stamp() override { return inner_.stamp(); }
  Rows query(std::string_view sql, const Parameters& parameters) override {
    if (!starts_with_nocase(sql, "SELECT")) record(with_values(sql, parameters));
    return inner_.query(sql, parameters);
  }
  void execute(std::string_view sql) override {
    // The journal says what happened and when; that cannot be known beforehand.
    const std::string ours(dialect_.ledger_prefix);
    const bool passing = sql.starts_with("INSERT INTO " + ours + "journal") ||
                         sql.starts_with("INSERT INTO " + ours + "lease") ||
                         sql.starts_with("DELETE FROM " + ours + "lease");
    if (!passing) record(sql);
    inner_.execute(sql);
  }
  void begin() override {
    record("BEGIN");
    inner_.begin();
  }
  void commit() override {
    record("COMMIT");
    inner_.commit();
  }
  void rollback() noexcept override { inner_.rollback(); }
  bool needs_no_transaction(std::string_view sql) const override {
    return inner_.needs_no_transaction(sql);
  }
  bool differs_inside_transaction(std::string_view sql) const override {
    return inner_.differs_inside_transaction(sql);
  }
  void load(const Script& script, std::vector<std::string>& notes) override {
    inner_.load(script, notes);
  }
  void set_lock_policy(const LockPolicy&) override {}

 private:
  void record(std::string_view sql) {
    if (recording) text += fmt::format("{};\n", sql);
  }
  std::string with_values(std::string_view sql, const Parameters& parameters) const;

  Session& inner_;
  const Dialect& dialect_;
};

/// $1, $2 … replaced by their values. Only statements of the ledger have parameters, and these hold
/// no dollar sign of another sort.
std::string Recorder::with_values(std::string_view sql, const Parameters& parameters) const {
  std::string result;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    std::size_t number = 0;
    if (sql[i] == '$') {
      while (i + 1 < sql.size() && std::isdigit(static_cast<unsigned char>(sql[i + 1]))) {
        number = number * 10 + static_cast<std::size_t>(sql[++i] - '0');
      }
    }
    if (number == 0) {
      result += sql[i];
    } else {
      const auto& value = parameters.at(number - 1);
      result += value ? dialect_.quote_text(*value) : "NULL";
    }
  }
  return result;
}

struct Range {
  const Revision* from = nullptr;
  const Revision* to = nullptr;
};

const Revision* revision_of(const History& history, std::string_view name) {
  return history.empty() && name == "head" ? nullptr : history.resolve(name);
}

Range range_of(const History& history, const std::string& text) {
  const std::size_t colon = text.find(':');
  if (colon == text.npos) return {nullptr, revision_of(history, text)};
  return {revision_of(history, text.substr(0, colon)),
          revision_of(history, text.substr(colon + 1))};
}

std::string header(const Migrations& migrations, const Range& range) {
  const auto name = [](const Revision* one) { return one ? one->id : std::string("base"); };
  return fmt::format("-- {} to {}, for a database that is at {}.\n\n", name(range.from),
                     name(range.to), migrations.what(migrations.upto(range.from)).substr(11));
}

std::string recorded(Migrations& migrations, const Range& range, Direction direction) {
  const Dialect& dialect = migrations.workshop().dialect();
  const History& history = migrations.history();
  const RevisionSet before = migrations.upto(range.from);
  const auto session = migrations.workshop().scratch().empty();
  Recorder recorder(*session, dialect);
  ApplyOptions options;
  options.applied_by = who();
  if (range.from) {
    apply_revisions(recorder, dialect, history.to_apply({}, *range.from), Direction::Up, options);
  }
  recorder.recording = true;
  if (direction == Direction::Down) {
    apply_revisions(recorder, dialect, history.to_revert(before, range.to), direction, options);
  } else if (range.to) {
    apply_revisions(recorder, dialect, history.to_apply(before, *range.to), direction, options);
  }
  return header(migrations, range) + recorder.text;
}

}  // namespace

std::string offline_upgrade(Migrations& migrations, const std::string& range) {
  return recorded(migrations, range_of(migrations.history(), range), Direction::Up);
}

std::string offline_downgrade(Migrations& migrations, const std::string& range) {
  if (range.find(':') == range.npos) {
    throw Error(Failure::Usage, "without a database the SQL of a downgrade needs FROM:TO")
        .with_hint(fmt::format("for example: syncline downgrade --sql head:{}", range));
  }
  return recorded(migrations, range_of(migrations.history(), range), Direction::Down);
}

}  // namespace syncline
