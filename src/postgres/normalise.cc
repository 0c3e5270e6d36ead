#include "postgres/normalise.h"

#include "base/text.h"
#include "postgres/function_syntax.h"
#include "postgres/unprefix.h"

namespace syncline::postgres {

std::string normalise_expression(std::string_view text, int server_version) {
  return server_version < 140000 ? with_function_syntax(text) : std::string(text);
}

std::string normalise_view(std::string_view text, int server_version) {
  text = trim(text);
  if (text.ends_with(';')) text.remove_suffix(1);
  std::string normal = normalise_expression(text, server_version);
  return server_version < 160000 ? without_needless_prefixes(normal) : normal;
}

}  // namespace syncline::postgres
