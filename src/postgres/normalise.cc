#include "postgres/normalise.h"

#include "base/text.h"
#include "postgres/function_syntax.h"
#include "postgres/reread.h"
#include "postgres/tokens.h"
#include "postgres/unprefix.h"

namespace syncline::postgres {

std::string normalise_expression(std::string_view text, int server_version) {
  return as_reread(server_version < 140000 ? with_function_syntax(text) : std::string(text));
}

std::string normalise_arguments(std::string_view text, int server_version) {
  if (server_version < 140000) return std::string(text);
  const Tokens tokens(text);
  std::string out;
  for (std::size_t at = 0, depth = 0; at < tokens.size(); ++at) {
    if (tokens[at].is('(')) ++depth;
    if (tokens[at].is(')')) --depth;
    const bool starts = at == 0 || (depth == 0 && tokens[at - 1].is(','));
    out += tokens.space_before(at);
    if (starts && tokens[at].is("in")) ++at;
    out += tokens[at].text;
  }
  return out;
}

std::string normalise_view(std::string_view text, int server_version) {
  text = trim(text);
  if (text.ends_with(';')) text.remove_suffix(1);
  std::string normal = normalise_expression(text, server_version);
  return server_version < 160000 ? without_needless_prefixes(normal) : normal;
}

}  // namespace syncline::postgres
