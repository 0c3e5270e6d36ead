// All kinds of PostgreSQL and the readers of its catalog. A new kind is one file here and two lines
// below.
#pragma once

#include <span>

#include "dialect/kind.h"
#include "postgres/reading.h"

namespace syncline::postgres {

// In the order in which objects are made when nothing else decides (see Dialect::kinds).
extern const Kind schema_kind, extension_kind, enum_kind, domain_kind, composite_kind,
    sequence_kind, function_kind, procedure_kind, aggregate_kind, table_kind, column_kind,
    constraint_kind, index_kind, view_kind, materialized_view_kind, rule_kind, trigger_kind,
    comment_kind;

// In the order in which their rows are read: what a reader names must have been read before it.
extern const Reader schema_reader, extension_reader, type_reader /* enums, domains, composites */,
    relation_reader /* tables; sequences and views register here too */, column_reader,
    column_default_reader, sequence_reader, routine_reader /* functions, procedures */,
    aggregate_reader, view_reader, constraint_reader, index_reader, rule_reader, trigger_reader,
    comment_reader, unmanaged_reader, dependency_reader;

/// The tables of the above, in their orders.
std::span<const Kind* const> all_kinds();
std::span<const Reader* const> all_readers();

}  // namespace syncline::postgres
