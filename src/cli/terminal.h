// What depends on whether a person is looking: colour, prompts.
#pragma once

#include <string>
#include <string_view>

namespace syncline {

/// To stdout, with secrets masked.
void print(std::string_view text);
/// To stderr, with secrets masked.
void print_aside(std::string_view text);

enum class Paint { Plain, Good, Bad, Careful, Faint, Strong };

/// Off when asked for, when NO_COLOR is set, and when stdout is no terminal.
void allow_color(bool wanted);
std::string painted(Paint paint, std::string_view text);

/// Whether stderr is a terminal.
bool watched();

/// Asks until `word` is typed. Throws Error(Refused) when something else is, and when stdin is no
/// terminal: then the hint says how to say it, by default with --yes.
void confirm(std::string_view question, std::string_view word,
             std::string_view how = "say yes with --yes");

/// Whether somebody can be asked: stdin is a terminal.
bool can_ask();
/// Asks; true for "y" and "yes", false for everything else.
bool agrees(std::string_view question);

}  // namespace syncline
