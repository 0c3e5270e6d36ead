// Passwords never leave the program: whoever learns one tells it here, and every output is masked.
#pragma once

#include <string>
#include <string_view>

namespace syncline {

/// From now on `secret` is replaced by *** in masked(). Also its percent-encoded form. Short (under
/// 3 bytes) and empty secrets are left alone.
void remember_secret(std::string_view secret);

/// masked(), and without what looks like a secret although nobody told of it: the password in a
/// url, after PASSWORD, the verifier of a password. For the words of servers and child processes;
/// never for SQL that somebody may run.
std::string masked_words(std::string_view text);

/// `text` with every remembered secret replaced.
std::string masked(std::string_view text);

}  // namespace syncline
