// What may be changed without a revision: databases for development, and no others.
#pragma once

#include <string>
#include <vector>

#include "env/database.h"
#include "env/project.h"

namespace syncline {

/// sync, watch, reset and all that changes a database without a revision asks here. A database is
/// refused when its environment has another role; when it is the one of an environment with
/// another role, however its url is spelled; and when it says itself that it has another role (see
/// migrate/mark.h), whether there is a project or not.
class DevelopmentGuard {
 public:
  enum class Tests { Refused, Fine };  ///< databases of role test

  /// Throws Error(Refused) by the role of `environment` (null: a database that was given by its
  /// url). `command` is what is refused: "sync". `project` (null: none) must outlive it.
  DevelopmentGuard(const Project* project, const Dialect& dialect, const Environment* environment,
                   std::string command, Tests tests = Tests::Refused);

  /// By its address alone, for one that does not exist yet. Connects to nothing.
  void check_address(const std::string& url);
  /// Throws Error(Refused) with which of these it is. The other environments are connected to at
  /// the first call, all at once and for at most three seconds; of those that do not answer the
  /// addresses are compared. Returns notes: a copy of a database that is marked.
  std::vector<std::string> check(Database& database, const std::string& url);

 private:
  struct Other {
    const Environment* environment = nullptr;
    std::string url, address;
    Identity identity;  ///< empty: it did not answer
  };
  bool is_fine(std::string_view role) const;
  void name_others();
  void look_at_others();
  [[noreturn]] void refuse_other(const std::string& what, const Environment& other) const;
  [[noreturn]] void refuse(const std::string& what, const std::string& why,
                           const std::string& hint) const;

  const Project* project_;
  const Dialect& dialect_;
  const std::string command_;
  const Tests tests_;
  bool named_ = false, looked_ = false;
  std::vector<Other> others_;
};

}  // namespace syncline
