// Recorded sessions of a shell: commands, and what they print.
//
//   ## a comment
//   $ syncline current
//   base
//   $ cat > schema/a.sql <<END
//   > CREATE TABLE a (id integer);
//   > END
//   $ syncline check
//   … → models
//   …
//   [exit 1]
//
// Every command runs by itself in the transcript's folder, which is new and empty; both outputs are
// one. "…" stands for anything in a line, and alone in a line for any number of lines. A first line
// "%needs postgresql" asks for $PG_URL; "%needs $ command" in the first lines passes the transcript over
// where the command fails.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace syncline::testing {

struct TranscriptOptions {
  std::filesystem::path folder;                    ///< where commands run
  std::map<std::string, std::string> environment;  ///< added to ours
  bool update = false;  ///< rewrite what differs, in place of reporting it
};

bool needs_postgresql(const std::filesystem::path& file);

/// The first command that the transcript needs and that fails here; "" when all is there.
std::string missing_need(const std::filesystem::path& file, const TranscriptOptions& options);

/// What differs from the recording, as text for people; empty when nothing does.
std::string run_transcript(const std::filesystem::path& file, const TranscriptOptions& options);

/// Whether `actual` is as `expected`, where "…" stands for anything.
bool matches_transcript(const std::string& expected, const std::string& actual);

}  // namespace syncline::testing
