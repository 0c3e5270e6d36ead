// Practices: what schemas that work are better without. Rules on a catalog, as a table of data.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/dialect.h"
#include "model/catalog.h"

namespace syncline {

/// What a rule looks at, and where it says what it found.
struct Look {
  const Catalog& catalog;
  const Dialect& dialect;
  std::function<void(const Object&, std::string message)> found;
};

struct Practice {
  std::string_view name;   ///< "foreign-key-without-index"
  std::string_view finds;  ///< for the list of rules
  std::string_view why;
  std::string_view mend;
  /// It speaks of what types mean to the server, and so is silent where they are only hints.
  bool of_types = false;
  void (*look)(const Look& look) = nullptr;  ///< null: not on a catalog, see long_names()
};

/// In the order in which findings are told.
std::span<const Practice> practices();

struct PracticeFinding {
  const Practice* practice;
  ObjectId object;  ///< none: of a name in a text
  ObjectId parent;  ///< what it stands on
  std::string message;
  Place place;  ///< where it was declared, as far as it is known
};

struct PracticeOptions {
  std::vector<std::string> off;     ///< names of rules
  std::vector<std::string> ignore;  ///< "rule kind path" or "rule path"; * and ? match
};

/// Throws Error(Config), with the nearest name, for a rule in `options` that does not exist.
std::vector<PracticeFinding> find_practices(const Catalog& catalog, const Dialect& dialect,
                                            const PracticeOptions& options);

/// Names in SQL text that are longer than the dialect's servers keep: they cut them silently.
std::vector<PracticeFinding> long_names(std::string_view sql, const std::string& file,
                                        const Dialect& dialect, const PracticeOptions& options);

}  // namespace syncline
