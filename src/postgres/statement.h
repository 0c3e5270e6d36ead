// What a statement is, as far as its leading words tell.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace syncline::postgres {

/// The words of a statement in lower case, without comments, quoted names, strings and signs; at most
/// `limit`. A quoted name or a string stands as "?", a sign for itself.
std::vector<std::string> words_of(std::string_view sql, std::size_t limit);

/// Whether PostgreSQL refuses the statement inside a transaction.
bool refuses_transaction(std::string_view sql);

/// BEGIN, COMMIT, SAVEPOINT, … and what sets the session up: takes no locks.
bool is_session_control(std::string_view sql);

}  // namespace syncline::postgres
