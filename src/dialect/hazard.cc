#include "dialect/hazard.h"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

#include "base/error.h"
#include "base/text.h"

namespace syncline {

namespace {

struct NamedDanger {
  Danger danger;
  std::string_view name;
};

constexpr std::array dangers{
    NamedDanger{Danger::DataLoss, "data-loss"},
    NamedDanger{Danger::DataNarrowing, "data-narrowing"},
    NamedDanger{Danger::MayFail, "may-fail"},
    NamedDanger{Danger::TableRewrite, "table-rewrite"},
    NamedDanger{Danger::BlocksWrites, "blocks-writes"},
    NamedDanger{Danger::BlocksReads, "blocks-reads"},
    NamedDanger{Danger::ApplicationBreak, "application-break"},
    NamedDanger{Danger::Irreversible, "irreversible"},
};

}  // namespace

std::string_view danger_name(Danger danger) {
  for (const NamedDanger& known : dangers) {
    if (known.danger == danger) return known.name;
  }
  throw std::logic_error("a danger without a name");
}

Danger parse_danger(std::string_view name) {
  std::vector<std::string> names;
  for (const NamedDanger& known : dangers) {
    if (known.name == name) return known.danger;
    names.emplace_back(known.name);
  }
  const std::string meant = nearest(name, names);
  throw Error(Failure::Usage, fmt::format("\"{}\" is not a danger that can be allowed", name))
      .with_hint(meant.empty() ? "the dangers are: " + join(names, ", ")
                               : fmt::format("did you mean \"{}\"?", meant));
}

}  // namespace syncline
