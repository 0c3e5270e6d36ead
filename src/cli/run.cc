#include "cli/run.h"

#include <fmt/format.h>

#include <filesystem>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/interrupt.h"
#include "base/secret.h"
#include "base/text.h"
#include "cli/context.h"
#include "cli/help.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "env/prove.h"

namespace syncline {

namespace {

int dispatch(const std::vector<std::string>& words) {
  Invocation invocation = parse_command_line(words);
  allow_color(!invocation.arguments.flag("--no-color"));
  if (invocation.arguments.flag("--version")) {
    print(fmt::format("syncline {}\n", SYNCLINE_VERSION));
    return 0;
  }
  if (invocation.command && !invocation.arguments.flag("--help")) {
    Context context(std::move(invocation.arguments));
    return invocation.command->run(context);
  }
  const std::string help = invocation.command           ? command_help(*invocation.command)
                           : !invocation.family.empty() ? family_help(invocation.family)
                                                        : general_help();
  if (invocation.arguments.flag("--help")) {
    print(help);
    return 0;
  }
  print_aside(help);
  return static_cast<int>(Failure::Usage);
}

/// The beginning of a text, for a message: a statement may be of any length.
std::string shortened(std::string_view text) {
  constexpr std::size_t most_bytes = 400, most_lines = 6;
  std::size_t end = std::min(text.size(), most_bytes);
  std::size_t lines = 0;
  for (std::size_t i = 0; i < end; ++i) {
    if (text[i] == '\n' && ++lines == most_lines) end = i;
  }
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return end == text.size() ? std::string(text) : std::string(text.substr(0, end)) + " …";
}

/// "  label: first line", and what follows indented below it.
std::string labelled(std::string_view label, std::string_view text) {
  if (text.empty()) return "";
  return fmt::format("  {}: {}\n", label, replace_all(text, "\n", "\n    "));
}

/// "file:line:column: ", with the file as seen from the working directory when it is below.
std::string place_text(const Error& error) {
  if (!error.place) return "";
  Place place = *error.place;
  const std::filesystem::path path = place.file;
  if (path.is_absolute()) {
    const std::string near = std::filesystem::proximate(path).string();
    if (!near.starts_with("..")) place.file = near;
  }
  return place.text() + ": ";
}

/// Some messages name the place themselves, for journals and reports: it is not said twice.
std::string_view message_of(const Error& error) {
  std::string_view message = error.what();
  if (!error.place) return message;
  Place named = *error.place;
  named.file = std::filesystem::path(named.file).filename().string();
  const std::string prefix = named.text() + ": ";
  if (message.starts_with(prefix)) message.remove_prefix(prefix.size());
  return message;
}

void report(const Error& error) {
  std::string text = fmt::format("syncline: error: {}{}\n", place_text(error), message_of(error));
  if (!error.detail.empty()) text += fmt::format("  {}\n", replace_all(error.detail, "\n", "\n  "));
  text += labelled("statement", shortened(error.statement));
  text += labelled("hint", error.hint);
  print_aside(masked_words(text));
}

int report_mistake(std::string_view what, std::string_view more) {
  print_aside(masked_words(fmt::format("syncline: this is a mistake of Syncline, not yours: {}\n{}",
                                       replace_all(what, "\n", "\n  "), more)));
  return mistake_of_ours;
}

}  // namespace

int run_program(int count, const char* const* words) {
  try {
    return dispatch({words + 1, words + count});
  } catch (const Interrupted& interruption) {
    print_aside("syncline: interrupted; what was not finished was rolled back\n");
    return 128 + interruption.signal;
  } catch (const Error& error) {
    report(error);
    return static_cast<int>(error.failure);
  } catch (const Unproved& mistake) {
    return report_mistake(
        mistake.what(),
        fmt::format("  bundle: {}\n  hint: send the bundle with your report; it holds "
                    "schemas, no rows. To go on without the proof: --no-prove\n",
                    mistake.bundle.string()));
  } catch (const std::exception& mistake) {
    return report_mistake(mistake.what(),
                          "  hint: please report it with the command that you ran\n");
  }
}

}  // namespace syncline
