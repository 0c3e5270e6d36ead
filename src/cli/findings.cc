#include "cli/findings.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/terminal.h"

namespace syncline {

std::string place_text(Place place) {
  place.file = std::filesystem::proximate(place.file).string();
  return place.text();
}

std::string findings_text(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& one : findings) {
    const std::string where = one.place.file.empty() ? "" : place_text(one.place) + ": ";
    text += fmt::format("{} {}{}\n", painted(Paint::Bad, one.check), where, one.message);
    if (!one.detail.empty()) text += "  " + replace_all(one.detail, "\n", "\n  ") + "\n";
    if (!one.hint.empty()) text += fmt::format("  hint: {}\n", one.hint);
  }
  return text;
}

Data findings_data(const std::vector<Finding>& findings) {
  Data::List list;
  for (const Finding& one : findings) {
    list.push_back(Data::Record{
        {"check", one.check},
        {"revision", Data::text_or_null(one.revision)},
        {"file", Data::text_or_null(std::filesystem::proximate(one.place.file).string())},
        {"line", one.place.line > 0 ? Data(one.place.line) : Data()},
        {"message", one.message},
        {"detail", Data::text_or_null(one.detail)},
        {"hint", Data::text_or_null(one.hint)}});
  }
  return list;
}

}  // namespace syncline
