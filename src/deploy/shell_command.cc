#include "deploy/shell_command.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/process.h"
#include "base/secret.h"
#include "base/text.h"
#include "env/child_variables.h"

namespace syncline {

namespace {

constexpr std::size_t kept_output = 64 * 1024;
/// More is read than is kept: what is cut off through the middle of a secret is not masked.
constexpr std::size_t margin = 4 * 1024;

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7f;
}

/// Where the terminal's command that begins at `at` ends: colours, movements of the cursor.
std::size_t after_escape(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size() || text[at + 1] != '[') return at + 1;
  at += 2;
  while (at < text.size() && (text[at] < '@' || text[at] > '~')) ++at;
  return at + 1;
}

}  // namespace

std::string readable(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t wrong = std::min(invalid_utf8(text.substr(at)), text.size() - at);
    const std::string_view good = text.substr(at, wrong);
    for (std::size_t i = 0; i < good.size();) {
      if (good[i] == '\x1b') {
        i = after_escape(good, i);
        continue;
      }
      if (good[i] == '\r' && (i + 1 == good.size() || good[i + 1] != '\n')) result += '\n';
      if (!is_control(good[i])) result += good[i];
      ++i;
    }
    at += wrong;
    if (at < text.size()) {
      result += '?';
      ++at;
    }
  }
  return result;
}

namespace {

/// The end of `text`, from the beginning of a line where there is one near.
std::string_view last_lines(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  std::string_view end = text.substr(text.size() - most);
  if (const std::size_t line = end.find('\n'); line < margin) return end.substr(line + 1);
  while (!end.empty() && (static_cast<unsigned char>(end.front()) & 0xC0) == 0x80) {
    end.remove_prefix(1);  // of a character that was cut through
  }
  return end;
}

std::string kept(const Outcome& outcome) {
  std::string text = readable(masked_words(outcome.output));
  if (outcome.cut) text = last_lines(text, text.size() - std::min(text.size(), margin));
  const std::string_view end = last_lines(text, kept_output);
  return outcome.cut || end.size() < text.size() ? "[…]\n" + std::string(end) : text;
}

}  // namespace

std::string ShellOutcome::problem() const {
  if (timed_out) {
    const auto time = std::chrono::seconds(static_cast<long>(seconds));
    return fmt::format("was ended after {}, its timeout", spelled_duration(time));
  }
  if (status > 128) return fmt::format("was killed by signal {}", status - 128);
  return fmt::format("ended with exit code {}", status);
}

ShellOutcome run_shell(const ShellCommand& command) {
  Command shell;
  shell.program = "/bin/sh";
  shell.arguments = {"-c", command.line};
  shell.folder = command.folder;
  shell.environment = command.environment;
  if (!command.folder.empty()) shell.environment.merge(child_variables(command.folder));
  shell.input = command.input;
  shell.timeout = command.timeout;
  shell.one_stream = true;
  shell.keep_last = kept_output + margin;
  shell.guarded = true;

  const auto start = std::chrono::steady_clock::now();
  const Outcome outcome = run(shell);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  return {outcome.status, outcome.timed_out, kept(outcome), took.count()};
}

}  // namespace syncline
