// Two sources of a command, loaded.
#pragma once

#include <string>

#include "cli/context.h"

namespace syncline {

struct LoadedPair {
  const Dialect* dialect = nullptr;
  Loaded from, to;
};

/// Live databases are read first: the scratch server is then of the same version. Throws
/// Error(Usage) when nothing tells the dialect, or when the two are of different ones.
LoadedPair load_pair(Context& context, const std::string& from, const std::string& to);

/// The dialect for one or two sources: by --dialect, by a source, by the project, by --scratch.
const Dialect& dialect_for(Context& context, const Source& source, const Source* other);

}  // namespace syncline
