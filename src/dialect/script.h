// A script as its statements, each with its place. The only text work on SQL that is ours.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace syncline {

/// What the splitter must know of a dialect's lexical rules.
struct Syntax {
  bool dollar_quotes = false;         ///< $$ … $$ and $tag$ … $tag$
  bool nested_comments = false;       ///< /* /* */ */
  bool escape_strings = false;        ///< E'…\'…'
  bool backslash_commands = false;    ///< psql's \connect, \restrict
  bool bracket_quotes = false;        ///< [name] and `name`
  bool trigger_bodies = false;        ///< CREATE TRIGGER … BEGIN …; …; END;
  bool atomic_bodies = false;         ///< BEGIN ATOMIC …; …; END
};

struct Statement {
  std::string text;  ///< trimmed, without the closing semicolon and without comments before it
  Place place;       ///< of its first character
};

struct Script {
  std::vector<Statement> statements;
  std::vector<std::string> notes;  ///< what was passed over, said once each: "\restrict ignored"
};

/// Splits `text`, read from `file`. Throws Error(Input) with the place for: invalid UTF-8, an unclosed
/// quote or comment, COPY … FROM stdin, psql commands that change what follows (\connect, \i, \gexec).
/// Harmless psql commands of dumps (\restrict, \unrestrict, \echo, \set ON_ERROR_STOP) are noted.
Script split_script(std::string_view text, const std::string& file, const Syntax& syntax);

/// The place of a character (1-based, as servers count) inside a statement of a file.
Place place_in(const Statement& statement, int position);

/// `text` with comments removed and white space outside quotes in one canonical form: two statements that
/// differ in formatting only give the same.
std::string folded(std::string_view text, const Syntax& syntax);

}  // namespace syncline
