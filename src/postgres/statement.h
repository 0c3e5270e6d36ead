// What a statement is, as far as its key words tell.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialect/script.h"

namespace syncline::postgres {

inline constexpr Syntax syntax{.dollar_quotes = true,
                               .nested_comments = true,
                               .escape_strings = true,
                               .backslash_commands = true,
                               .atomic_bodies = true};

/// The tokens of a statement, at most `limit`: words in lower case, a quoted name or string as "?",
/// a sign as itself.
std::vector<std::string> words_of(std::string_view sql, std::size_t limit);

/// Whether the words begin with these. "a|b" stands for either.
bool begins(const std::vector<std::string>& words, std::string_view start);

/// Whether PostgreSQL refuses the statement inside a transaction.
bool refuses_transaction(std::string_view sql);

/// BEGIN, COMMIT, SAVEPOINT, SET, …: takes no locks.
bool is_session_control(std::string_view sql);

/// What loading a script leaves out.
enum class PassedOver { No, Ownership, Privileges, Roles, WholeServer };
PassedOver passed_over(std::string_view sql);

/// The setting that a SET changes; "" for any other statement.
std::string setting_of(std::string_view sql);

}  // namespace syncline::postgres
