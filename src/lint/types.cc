#include <fmt/format.h>

#include "base/text.h"
#include "lint/rules.h"

namespace syncline::lint {

namespace {

/// Columns of tables whose type is this one, whatever its precision or dimensions.
template <class Matches>
void columns_of_type(const Look& look, Matches matches) {
  for (const Object& object : look.catalog.objects()) {
    if (object.id.kind() != "column" || object.parent.kind() != "table") continue;
    const std::string type = lower(object.text("type"));
    if (matches(std::string_view(type), object)) {
      look.found(object, fmt::format("its type is {}", object.text("type")));
    }
  }
}

/// "numeric" of "numeric(10,2)[]".
std::string_view bare(std::string_view type) {
  return trim(type.substr(0, std::min(type.find('('), type.find('['))));
}

}  // namespace

void timestamp_without_zone(const Look& look) {
  columns_of_type(look, [](std::string_view type, const Object&) {
    return type.starts_with("timestamp") && type.find("without time zone") != type.npos;
  });
}

void time_with_zone(const Look& look) {
  columns_of_type(look, [](std::string_view type, const Object&) {
    return type.starts_with("time") && !type.starts_with("timestamp") &&
           type.find("with time zone") != type.npos;
  });
}

void varchar_length(const Look& look) {
  columns_of_type(look, [](std::string_view type, const Object&) {
    return type.starts_with("character varying(");
  });
}

void padded_text(const Look& look) {
  columns_of_type(look,
                  [](std::string_view type, const Object&) { return bare(type) == "character"; });
}

void plain_json(const Look& look) {
  columns_of_type(look, [](std::string_view type, const Object&) { return bare(type) == "json"; });
}

void money(const Look& look) {
  columns_of_type(look, [](std::string_view type, const Object&) { return bare(type) == "money"; });
}

void nullable_boolean(const Look& look) {
  columns_of_type(look, [](std::string_view type, const Object& column) {
    return (type == "boolean" || type == "bool") && !column.flag("not_null");
  });
}

/// A sequence that the column owns, and that its default counts with.
void serial(const Look& look) {
  for (const Object& object : look.catalog.objects()) {
    if (object.id.kind() != "column" || !object.text("default").starts_with("nextval(")) continue;
    for (const ObjectId id : object.depends_on) {
      const Object* sequence = look.catalog.find(id);
      if (!sequence || id.kind() != "sequence" || sequence->text("owned_by").empty()) continue;
      look.found(object, fmt::format("it counts with {}", id.text()));
    }
  }
}

}  // namespace syncline::lint
