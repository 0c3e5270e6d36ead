#include "cli/show.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "base/text.h"
#include "cli/terminal.h"

namespace syncline {

namespace {

std::string value_text(const Value* value) {
  struct Visit {
    std::string operator()(bool flag) const { return flag ? "yes" : "no"; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(const std::vector<std::string>& list) const { return join(list, ", "); }
  };
  return value ? std::visit(Visit(), *value) : "";
}

Data value_data(const Value* value) {
  struct Visit {
    Data operator()(bool flag) const { return flag; }
    Data operator()(std::int64_t number) const { return number; }
    Data operator()(const std::string& text) const { return text; }
    Data operator()(const std::vector<std::string>& list) const { return list; }
  };
  return value ? std::visit(Visit(), *value) : Data();
}

/// The lines in which two texts differ: what is equal at both ends is left out.
std::string lines_text(const std::string& before, const std::string& after) {
  auto old_lines = split(before, '\n'), new_lines = split(after, '\n');
  std::size_t first = 0, last = 0;
  const std::size_t most = std::min(old_lines.size(), new_lines.size());
  while (first < most && old_lines[first] == new_lines[first]) ++first;
  while (last < most - first &&
         old_lines[old_lines.size() - 1 - last] == new_lines[new_lines.size() - 1 - last]) {
    ++last;
  }
  std::string text;
  for (std::size_t i = first; i < old_lines.size() - last; ++i) {
    text += fmt::format("        {}\n", painted(Paint::Bad, fmt::format("- {}", old_lines[i])));
  }
  for (std::size_t i = first; i < new_lines.size() - last; ++i) {
    text += fmt::format("        {}\n", painted(Paint::Good, fmt::format("+ {}", new_lines[i])));
  }
  return text;
}

std::string attribute_text(const Change& change, Symbol name) {
  const Value* old_value = change.before->attributes.find(name);
  const Value* new_value = change.after->attributes.find(name);
  const std::string before = value_text(old_value), after = value_text(new_value);
  if (before.find('\n') != before.npos || after.find('\n') != after.npos) {
    return fmt::format("      {}:\n{}", name.text(), lines_text(before, after));
  }
  // A flag that is off is not stored: it shows as its default.
  const bool flag = std::holds_alternative<bool>(old_value ? *old_value : *new_value);
  const std::string_view none = flag ? "no" : "(none)";
  return fmt::format("      {}: {} → {}\n", name.text(), before.empty() ? none : before,
                     after.empty() ? none : after);
}

bool whole(const Change& change) { return !change.before || !change.after; }

std::string counts_text(const std::map<std::string, std::size_t>& counts) {
  std::vector<std::string> parts;
  for (const auto& [kind, count] : counts) {
    parts.push_back(kind.ends_with("x")
                        ? fmt::format("{} {}{}", count, kind, count == 1 ? "" : "es")
                        : count_of(count, kind));
  }
  return parts.empty() ? "" : fmt::format(" ({})", join(parts, ", "));
}

}  // namespace

std::string changes_text(const std::vector<Change>& changes) {
  std::set<ObjectId> listed;
  for (const Change& change : changes) {
    if (whole(change)) listed.insert(change.id());
  }
  const auto below_listed = [&](const Change& change) {
    const ObjectId parent = (change.after ? change.after : change.before)->parent;
    return whole(change) && parent && listed.contains(parent);
  };
  std::map<ObjectId, std::map<std::string, std::size_t>> below;
  for (const Change& change : changes) {
    const ObjectId parent = (change.after ? change.after : change.before)->parent;
    if (below_listed(change)) ++below[parent][std::string(change.id().kind())];
  }
  std::string text;
  for (const Change& change : changes) {
    if (below_listed(change)) continue;
    const std::string name = change.id().text() + counts_text(below[change.id()]);
    if (!change.before) {
      text += painted(Paint::Good, "  + " + name) + "\n";
    } else if (!change.after) {
      text += painted(Paint::Bad, "  - " + name) + "\n";
    } else {
      text += painted(Paint::Careful, "  ~ " + name) + "\n";
      for (const Symbol attribute : change.attributes) text += attribute_text(change, attribute);
    }
  }
  return text;
}

Data changes_data(const std::vector<Change>& changes) {
  Data::List list;
  for (const Change& change : changes) {
    Data::List attributes;
    for (const Symbol name : change.attributes) {
      attributes.push_back(
          Data::Record{{"name", name.text()},
                       {"before", value_data(change.before->attributes.find(name))},
                       {"after", value_data(change.after->attributes.find(name))}});
    }
    const char* how = !change.before ? "added" : !change.after ? "removed" : "altered";
    list.push_back(Data::Record{{"change", how},
                                {"object", change.id().text()},
                                {"kind", change.id().kind()},
                                {"path", change.id().path()},
                                {"attributes", std::move(attributes)}});
  }
  return list;
}

std::string hazards_text(const std::vector<Hazard>& hazards) {
  std::string text;
  for (const Hazard& hazard : hazards) {
    const bool bad = hazard.danger == Danger::DataLoss || hazard.danger == Danger::Irreversible;
    text += fmt::format("  {}: {}\n",
                        painted(bad ? Paint::Bad : Paint::Careful, danger_name(hazard.danger)),
                        hazard.why);
  }
  return text;
}

Data steps_data(const Plan& plan) {
  const auto name_of = [](Transaction transaction) {
    switch (transaction) {
      case Transaction::Inside:
        return "inside";
      case Transaction::Outside:
        return "outside";
      case Transaction::CommitAfter:
        return "commit-after";
    }
    return "";
  };
  Data::List steps;
  for (const Step& step : plan.steps) {
    Data::List hazards;
    for (const Hazard& hazard : step.hazards) {
      hazards.push_back(Data::Record{{"danger", danger_name(hazard.danger)},
                                     {"object", hazard.object.text()},
                                     {"why", hazard.why}});
    }
    steps.push_back(Data::Record{{"sql", step.sql},
                                 {"transaction", name_of(step.transaction)},
                                 {"hazards", std::move(hazards)}});
  }
  return steps;
}

std::string unmanaged_text(std::span<const Unmanaged> unmanaged) {
  std::string text;
  for (const Unmanaged& one : unmanaged) {
    constexpr std::size_t most = 5;
    std::vector<std::string> names(one.names.begin(),
                                   one.names.begin() + std::min(most, one.names.size()));
    if (one.names.size() > most) names.emplace_back("…");
    text +=
        fmt::format("not managed: {} × {} ({})\n", one.names.size(), one.kind, join(names, ", "));
  }
  return text;
}

Data unmanaged_data(std::span<const Unmanaged> unmanaged) {
  Data::List list;
  for (const Unmanaged& one : unmanaged) {
    list.push_back(
        Data::Record{{"kind", one.kind}, {"count", one.names.size()}, {"names", one.names}});
  }
  return list;
}

void print_notes(const std::vector<std::string>& notes) {
  std::set<std::string> said;
  for (const std::string& note : notes) {
    if (said.insert(note).second) print_aside(fmt::format("syncline: note: {}\n", note));
  }
}

}  // namespace syncline
