// What became of a statement that ran outside a transaction and whose end nobody saw.
#pragma once

#include <string>
#include <vector>

namespace syncline {

struct Aftermath {
  enum class Verdict {
    Done,     ///< its effect is there
    Repeat,   ///< nothing of it is there, or to run it again does no harm
    Blocked,  ///< something that is not ours stands in its way; it was left alone
    Unknown,  ///< the catalog cannot tell
  };
  Verdict verdict = Verdict::Unknown;
  std::string found = {};  ///< for people: "index public.x is INVALID"; may be empty
  /// Statements, each outside a transaction, that put away what it left or finish it; before it is
  /// run again.
  std::vector<std::string> cleanup = {};
};

}  // namespace syncline
