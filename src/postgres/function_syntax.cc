#include "postgres/function_syntax.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "base/text.h"
#include "postgres/tokens.h"

namespace syncline::postgres {

namespace {

using Arguments = std::vector<std::string>;

struct Form {
  std::string_view name;  ///< as servers write it, quotes included
  std::size_t arguments;
  const char* text;  ///< {0}, {1} …: the arguments
};

// Where the plain call is as likely to have been written (ltrim, rtrim, substring, date_part), it
// stays.
constexpr Form forms[] = {
    {"timezone", 2, "({1} AT TIME ZONE {0})"},
    {"btrim", 1, "TRIM(BOTH FROM {0})"},
    {"btrim", 2, "TRIM(BOTH {1} FROM {0})"},
    {"\"position\"", 2, "POSITION(({1}) IN ({0}))"},
    {"\"overlay\"", 3, "OVERLAY({0} PLACING {1} FROM {2})"},
    {"\"overlay\"", 4, "OVERLAY({0} PLACING {1} FROM {2} FOR {3})"},
    {"\"overlaps\"", 4, "(({0}, {1}) OVERLAPS ({2}, {3}))"},
    {"\"normalize\"", 1, "NORMALIZE({0})"},
    {"\"normalize\"", 2, "NORMALIZE({0}, {1})"},
    {"is_normalized", 1, "({0} IS NORMALIZED)"},
    {"is_normalized", 2, "({0} IS {1} NORMALIZED)"},
    {"pg_collation_for", 1, "COLLATION FOR ({0})"},
    {"xmlexists", 2, "XMLEXISTS(({0}) PASSING ({1}))"},
};

const Form* form_of(std::string_view name, std::size_t arguments) {
  for (const Form& form : forms) {
    if (form.name == name && form.arguments == arguments) return &form;
  }
  return nullptr;
}

bool may_have_form(std::string_view name) {
  return std::any_of(std::begin(forms), std::end(forms),
                     [&](const Form& form) { return form.name == name; });
}

/// 'nfc'::text is the key word NFC.
std::string key_word(const std::string& argument) {
  std::string word = argument.substr(1, argument.rfind('\'') - 1);
  std::transform(word.begin(), word.end(), word.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return word;
}

std::string filled(const Form& form, Arguments arguments) {
  if (form.name.find("normalize") != std::string_view::npos && arguments.size() == 2)
    arguments[1] = key_word(arguments[1]);
  arguments.resize(4);
  return fmt::format(fmt::runtime(form.text), arguments[0], arguments[1], arguments[2],
                     arguments[3]);
}

class Rewriter {
 public:
  explicit Rewriter(std::string_view text) : tokens_(text) {}

  std::string run() { return range(0, tokens_.size()); }

 private:
  /// The text of tokens [first, end), rewritten; with the space before the first left out.
  std::string range(std::size_t first, std::size_t end) {
    std::string out;
    for (std::size_t at = first; at < end;) {
      if (at != first) out += tokens_.space_before(at);
      std::optional<std::string> call = rewritten_call(at);
      out += call ? *call : std::string(tokens_[at].text);
      if (!call) ++at;
    }
    return out;
  }

  /// The call that begins here in its other form; then `at` is behind it.
  std::optional<std::string> rewritten_call(std::size_t& at) {
    if (!may_have_form(tokens_[at].text) || !tokens_[at + 1].is('(')) return {};
    if (at > 0 && tokens_[at - 1].is('.')) return {};
    const std::size_t end = tokens_.closing(at + 1);
    Arguments arguments;
    std::size_t start = at + 2;
    for (std::size_t i = start; i <= end; ++i) {
      if (tokens_[i].is('(') || tokens_[i].is('[')) {
        i = tokens_.closing(i);
      } else if (tokens_[i].is(',') || i == end) {
        arguments.push_back(range(start, i));
        start = i + 1;
      }
    }
    const Form* form = form_of(tokens_[at].text, arguments.size());
    if (!form) return {};
    at = end + 1;
    return filled(*form, std::move(arguments));
  }

  Tokens tokens_;
};

}  // namespace

std::string with_function_syntax(std::string_view text) {
  // Most texts hold none: then nothing is taken apart.
  const bool any = std::any_of(std::begin(forms), std::end(forms), [&](const Form& form) {
    return text.find(form.name) != std::string_view::npos;
  });
  return any ? Rewriter(text).run() : std::string(text);
}

}  // namespace syncline::postgres
