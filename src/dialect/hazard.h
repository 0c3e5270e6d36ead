// What a step can do to data, to locks, or to the running application: data, not text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/object.h"

namespace syncline {

enum class Danger {
  DataLoss,          ///< rows or values are gone afterwards
  DataNarrowing,     ///< values may be cut or changed
  MayFail,           ///< depends on the rows that exist: NOT NULL, UNIQUE, CHECK, casts
  TableRewrite,      ///< the whole table is written anew
  BlocksWrites,      ///< a lock that writers wait for, longer than a moment
  BlocksReads,       ///< a lock that readers wait for, longer than a moment
  ApplicationBreak,  ///< a program that knows only the old schema fails
  Irreversible,      ///< cannot be undone by any statement
};

struct Hazard {
  Danger danger;
  ObjectId object;
  std::string why;  ///< one clause: "column public.users.phone is dropped with its values"
};

/// "data-loss", "table-rewrite", …: the word that --allow takes and that JSON has.
std::string_view danger_name(Danger danger);

/// The dangers that --allow can name. Throws Error(Usage) for a word that is none of them.
Danger parse_danger(std::string_view name);

}  // namespace syncline
