#include "dialect/dialect.h"

#include <fmt/format.h>

#include <stdexcept>

namespace syncline {

const Kind& Dialect::kind(std::string_view kind_name) const { return *kinds[rank(kind_name)]; }

std::size_t Dialect::rank(std::string_view kind_name) const {
  // There are about twenty, and nearly all differ in length or first letters: a scan beats a hash.
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (kinds[i]->name == kind_name) return i;
  }
  throw std::logic_error(fmt::format("{} has no kind \"{}\"", name, kind_name));
}

}  // namespace syncline
