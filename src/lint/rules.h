// The rules' functions: practice.cc holds the table.
#pragma once

#include "lint/practice.h"

namespace syncline::lint {

// types.cc
void timestamp_without_zone(const Look& look);
void time_with_zone(const Look& look);
void varchar_length(const Look& look);
void padded_text(const Look& look);
void plain_json(const Look& look);
void money(const Look& look);
void nullable_boolean(const Look& look);
void serial(const Look& look);

// keys.cc
void no_primary_key(const Look& look);
void foreign_key_without_index(const Look& look);
void duplicate_index(const Look& look);
void covered_index(const Look& look);

// names.cc
void reserved_name(const Look& look);

struct LongName {
  std::string name;
  Place place;
};
/// Names in a text that are longer than the dialect's longest, at their first place.
std::vector<LongName> names_over(std::string_view sql, const std::string& file,
                                 const Dialect& dialect);

}  // namespace syncline::lint
