// What a run needs to turn SQL into catalogs: a dialect, a scope, and one scratch server made
// lazily.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "dialect/dialect.h"
#include "migrate/records.h"

namespace syncline {

/// What another tool's ledger says, in our words.
struct ForeignRows {
  std::vector<Applied> applied;
  std::string at;     ///< "3f2a1b, 9c0d": what nothing applied stands on; "base"
  std::string table;  ///< that says so
};
/// Of a session, and what its database is for people; nothing when that tool has no table there.
using ForeignReader = std::function<std::optional<ForeignRows>(Session&, const std::string&)>;

struct WorkshopOptions {
  Scope scope;              ///< what every read of this run is restricted to
  std::string scratch_url;  ///< empty: a private scratch server
  /// Names the project: the major version of its servers is remembered, so that work without a
  /// connection has a scratch server of the same version. Empty: nothing is remembered.
  std::string memory;
  /// A development server that may be used when no private one can be made; empty: none.
  std::string fallback_url;
  /// Asked where our own ledger is not in use; empty: no database comes from another tool.
  ForeignReader foreign = {};
  /// Where the run tells what it does, for --verbose.
  std::function<void(const std::string&)> tell = [](const std::string&) {};
};

/// There is no place for scratch databases: no server programs, and no server was named.
class NoScratch : public Error {
 public:
  explicit NoScratch(const Error& error) : Error(error) {}
};

class Workshop {
 public:
  Workshop(const Dialect& dialect, WorkshopOptions options);

  const Dialect& dialect() const { return dialect_; }
  const Scope& scope() const { return options_.scope; }
  /// Before anything was read or elaborated.
  void set_scope(Scope scope) { options_.scope = std::move(scope); }
  const ForeignReader& foreign() const { return options_.foreign; }
  void tell(const std::string& text) const { options_.tell(text); }

  /// The major version of the server that is worked for. The first call counts, and only before
  /// scratch() was used.
  void expect_major(int major);

  /// Made at the first call, ended with the workshop. Throws NoScratch.
  Scratch& scratch();

  /// The beginning of every cache key: all that decides a catalog besides the SQL itself. It
  /// changes with the program, so that a new build never reads what an older one understood
  /// differently.
  std::string key(std::string_view sort, std::string_view content) const;

 private:
  const Dialect& dialect_;
  WorkshopOptions options_;
  /// The major version of the server that is worked for; until one was seen in this run, as it is
  /// remembered; 0: whatever is found.
  int major() const;

  mutable std::once_flag remembering_;  ///< late: the first hash of a run is its dearest
  mutable int major_ = 0;
  bool connected_ = false;  ///< major_ is of a server that was seen in this run
  std::unique_ptr<Scratch> scratch_;
};

/// A hash of the scope, or "" for the empty one.
std::string scope_key(const Scope& scope);

/// Changes whenever the program was built anew.
const std::string& build_key();

}  // namespace syncline
