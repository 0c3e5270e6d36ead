#include "cli/practices.h"

#include <fmt/format.h>

#include "cli/findings.h"
#include "cli/terminal.h"
#include "env/declared_places.h"
#include "env/models.h"

namespace syncline {

std::vector<PracticeFinding> practices_of(Context& context) {
  const Project& project = context.project();
  Workshop& workshop = context.workshop();
  const Dialect& dialect = workshop.dialect();
  const PracticeOptions options{project.practices.off, project.practices.ignore};
  const bool models = project.models.any();
  const Source source = parse_source(models ? "models" : "migrations", &project);
  std::vector<PracticeFinding> findings =
      find_practices(load(source, &project, workshop).catalog, dialect, options);
  if (!models) return findings;
  const DeclaredPlaces places(project, dialect);
  for (PracticeFinding& one : findings) {
    one.place = places.of(one.object);
    if (one.place.file.empty() && one.parent) one.place = places.of(one.parent);
  }
  for (const ModelPart& part : model_parts(project, dialect)) {
    for (PracticeFinding& one : long_names(part.sql, part.name, dialect, options)) {
      findings.push_back(std::move(one));
    }
  }
  return findings;
}

Data practices_data(const std::vector<PracticeFinding>& findings) {
  Data::List list;
  for (const PracticeFinding& one : findings) {
    const std::string object = one.object ? one.object.text() : "";
    list.push_back(Data::Record{{"rule", one.practice->name},
                                {"object", Data::text_or_null(object)},
                                {"file", Data::text_or_null(one.place.file)},
                                {"line", one.place.line > 0 ? Data(one.place.line) : Data()},
                                {"message", one.message},
                                {"why", one.practice->why},
                                {"hint", one.practice->mend}});
  }
  return list;
}

std::string practices_text(const std::vector<PracticeFinding>& findings) {
  std::string text;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const PracticeFinding& one = findings[i];
    const std::string where = one.place.file.empty() ? "" : place_text(one.place) + ": ";
    const std::string object = one.object ? one.object.text() + ": " : "";
    text += fmt::format("{} {}{}{}\n", painted(Paint::Bad, one.practice->name), where, object,
                        one.message);
    if (i + 1 < findings.size() && findings[i + 1].practice == one.practice) continue;
    text += fmt::format("  {}: {}\n", one.practice->why, one.practice->mend);
  }
  return text;
}

}  // namespace syncline
