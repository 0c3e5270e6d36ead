#include "support/transcript.h"

#include <fmt/format.h>

#include <regex>
#include <vector>

#include "base/files.h"
#include "base/process.h"
#include "base/text.h"

namespace syncline::testing {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view anything = "…";

struct Exchange {
  std::string before;  ///< comments and blank lines above, as they stand in the file
  std::string prompt;  ///< the lines of the command, as they stand in the file
  std::string command;
  std::string expected;
  int line = 0;
};

struct Session {
  std::vector<Exchange> exchanges;
  std::string after;
};

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (const std::string_view line : split(text, '\n')) lines.emplace_back(line);
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

Session parse(const std::string& text) {
  Session session;
  std::string loose;
  int number = 0;
  for (const std::string& line : lines_of(text)) {
    ++number;
    if (line.starts_with("$ ")) {
      session.exchanges.push_back({std::move(loose), line + "\n", line.substr(2), "", number});
      loose.clear();
    } else if (line.starts_with("## ") || line.starts_with("%") || session.exchanges.empty()) {
      loose += line + "\n";
    } else if (line.starts_with("> ") || line == ">") {
      session.exchanges.back().prompt += line + "\n";
      session.exchanges.back().command += "\n" + (line == ">" ? "" : line.substr(2));
    } else {
      session.exchanges.back().expected += line + "\n";
    }
  }
  session.after = std::move(loose);
  return session;
}

std::string without_end(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \n");
  return last == text.npos ? "" : std::string(text.substr(0, last + 1));
}

bool line_matches(std::string_view pattern, std::string_view line) {
  const std::size_t hole = pattern.find(anything);
  if (hole == pattern.npos) return pattern == line;
  if (!line.starts_with(pattern.substr(0, hole))) return false;
  const std::string_view rest = pattern.substr(hole + anything.size());
  for (std::size_t i = hole; i <= line.size(); ++i) {
    if (line_matches(rest, line.substr(i))) return true;
  }
  return false;
}

using Lines = std::vector<std::string>;

bool lines_match(const Lines& expected, std::size_t e, const Lines& actual, std::size_t a) {
  for (; e < expected.size(); ++e, ++a) {
    if (expected[e] == anything) {
      for (std::size_t i = a; i <= actual.size(); ++i) {
        if (lines_match(expected, e + 1, actual, i)) return true;
      }
      return false;
    }
    if (a >= actual.size() || !line_matches(expected[e], actual[a])) return false;
  }
  return a == actual.size();
}

/// What varies from run to run becomes "…".
std::string generalized(std::string text, const fs::path& folder) {
  text = replace_all(text, folder.string(), anything);
  static const std::vector<std::regex> variable = {
      std::regex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z"),
      std::regex("[0-9]{8}T[0-9.]{6,10}Z"),
      std::regex("\\b[0-9a-f]{64}\\b"),
      std::regex("\\b[0-9]{14}\\b"),
      std::regex("[0-9]{14}(?=_)"),
      std::regex("[0-9]+\\.[0-9]+(?= m?s\\b)"),
      std::regex("'[a-z0-9_-]+@[^' ]+'"),
      std::regex("process [0-9]+ "),
      std::regex("[0-9]+\\.[0-9]+(?=,\n *\"problem\")"),
      std::regex("[0-9.]+(?=\",\n *\"milliseconds\")"),
      std::regex("postgresql://[^ \n]*transcript_[^ \n]*"),
      std::regex("socket [^ ,\n]+")};
  for (const std::regex& one : variable)
    text = std::regex_replace(text, one, std::string(anything));
  return text;
}

std::string run_command(const std::string& text, const TranscriptOptions& options) {
  Command command;
  command.program = "/bin/sh";
  command.arguments = {"-c", "exec 2>&1\n" + text};
  command.folder = options.folder;
  command.environment = options.environment;
  const Outcome outcome = run(command);
  std::string output = without_end(outcome.output);
  if (outcome.status != 0) {
    output += fmt::format("{}[exit {}]", output.empty() ? "" : "\n", outcome.status);
  }
  return output;
}

}  // namespace

bool needs_postgresql(const fs::path& file) {
  return read_file(file).find("%needs postgresql") != std::string::npos;
}

std::string missing_need(const fs::path& file, const TranscriptOptions& options) {
  constexpr std::string_view need = "%needs $ ";
  for (const std::string& line : split(read_file(file), '\n')) {
    if (!line.starts_with("%")) break;
    if (!line.starts_with(need)) continue;
    const std::string command = line.substr(need.size());
    if (run_command(command, options).find("[exit ") != std::string::npos) return command;
  }
  return "";
}

bool matches_transcript(const std::string& expected, const std::string& actual) {
  return lines_match(lines_of(without_end(expected)), 0, lines_of(without_end(actual)), 0);
}

std::string run_transcript(const fs::path& file, const TranscriptOptions& options) {
  const Session session = parse(read_file(file));
  std::string report, rewritten;
  for (const Exchange& one : session.exchanges) {
    const std::string actual = run_command(one.command, options);
    const bool fine = matches_transcript(one.expected, actual);
    const std::string general = generalized(actual, options.folder);
    rewritten += one.before + one.prompt;
    if (fine) {
      rewritten += one.expected;
    } else {
      rewritten += general.empty() ? "\n" : general + "\n\n";
      report += fmt::format("{}:{}: $ {}\nexpected:\n{}\ngot:\n{}\n\n", file.filename().string(),
                            one.line, one.command, without_end(one.expected), actual);
    }
  }
  if (!options.update) return report;
  if (!report.empty()) write_file(file, rewritten + session.after);
  return "";
}

}  // namespace syncline::testing
