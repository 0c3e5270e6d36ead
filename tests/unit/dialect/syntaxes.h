// The lexical rules of the two dialects, for tests of this room, which sees neither of them.
#pragma once

#include "dialect/script.h"

namespace syncline {

inline constexpr Syntax postgres_syntax{.dollar_quotes = true,
                                        .nested_comments = true,
                                        .escape_strings = true,
                                        .backslash_commands = true,
                                        .bracket_quotes = false,
                                        .trigger_bodies = false,
                                        .atomic_bodies = true};

inline constexpr Syntax sqlite_syntax{.dollar_quotes = false,
                                      .nested_comments = false,
                                      .escape_strings = false,
                                      .backslash_commands = false,
                                      .bracket_quotes = true,
                                      .trigger_bodies = true,
                                      .atomic_bodies = false};

}  // namespace syncline
