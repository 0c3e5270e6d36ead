// What a revision says, apart from how it is written.
#pragma once

#include <string>

#include "migrate/revision.h"

namespace syncline {

/// SHA-256 over sections and statements without comments and with blanks outside of quotes
/// in one form: the same while only the formatting of a file changes. (A file's checksum changes
/// with every byte but those of the parent lines.)
std::string meaning_of(const Revision& revision, const Syntax& syntax);

}  // namespace syncline
