// Quoting and naming in SQLite's SQL.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialect/script.h"

namespace syncline::sqlite {

inline constexpr Syntax syntax = {.bracket_quotes = true, .trigger_bodies = true};

/// Tables of the ledger begin with this; they are not read.
inline constexpr std::string_view ledger_prefix = "syncline_";

/// "name" quoted where it must be: not plain, or a key word.
std::string quote_name(std::string_view name);
/// 'text', doubled quotes.
std::string quote_text(std::string_view text);
/// Names quoted and joined by ", ".
std::string quoted_list(const std::vector<std::string>& names);

std::string upper(std::string_view text);  ///< ASCII only
/// A word of SQLite's grammar, reserved or not.
bool is_keyword(std::string_view word);

/// "TEXT", "INTEGER", "REAL", "NUMERIC" or "BLOB": what a declared type makes of values.
/// Source: https://www.sqlite.org/datatype3.html, section 3.1.
std::string_view affinity(std::string_view declared_type);

/// Breaks a long SELECT in normal text before its outer clauses, so that people can read it.
std::string laid_out(std::string_view select);

}  // namespace syncline::sqlite
