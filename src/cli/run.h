// The program from its command line to its exit code.
#pragma once

namespace syncline {

/// The exit code for a mistake of ours (EX_SOFTWARE of sysexits.h).
inline constexpr int mistake_of_ours = 70;

/// Runs a command. Every error becomes a message on stderr and an exit code here, and only here.
int run_program(int count, const char* const* words);

}  // namespace syncline
