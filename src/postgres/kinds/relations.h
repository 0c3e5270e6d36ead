// What the kinds of relations (table, column, constraint, index, sequence) share: the names of
// their attributes, and the clauses that stand in CREATE TABLE as well as alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialect/kind.h"
#include "model/catalog.h"

namespace syncline::postgres {

/// Attributes that more than one file speaks of.
namespace attribute {
inline const Symbol type = "type", collation = "collation", not_null = "not_null",
                    default_value = "default", generated = "generated", expression = "expression",
                    identity = "identity", sequence = "sequence", storage = "storage",
                    compression = "compression", statistics = "statistics", options = "options",
                    inherited = "inherited", partition_key = "partition_key",
                    partition_of = "partition_of", bound = "bound", inherits = "inherits",
                    of_type = "of_type", unlogged = "unlogged", tablespace = "tablespace",
                    replica_identity = "replica_identity", clustered = "clustered",
                    columns = "columns", include = "include", keys = "keys", table = "table",
                    deferrable = "deferrable", initially_deferred = "initially_deferred",
                    not_valid = "not_valid", not_enforced = "not_enforced",
                    nulls_not_distinct = "nulls_not_distinct", references = "references",
                    owned_by = "owned_by";
}  // namespace attribute

/// An attribute's "schema.table" or "schema.table.column", as qualified() writes it, back to its
/// parts.
std::vector<std::string> parse_path(std::string_view text);

ObjectId table_id(const std::vector<std::string>& path);  ///< the first two parts count
ObjectId column_id(ObjectId table, const std::string& name);
ObjectId constraint_id(ObjectId table, const std::string& name);

/// "ALTER TABLE schema.table " or "ALTER TABLE ONLY schema.table ".
std::string alter_table(ObjectId table, bool only = false);

/// "SET (a=1, b=2)" and "RESET (c)", as far as there is something to say, after `prefix`.
Steps alter_options(const std::string& prefix, const Object& before, const Object& after);
/// " WITH (a=1)", or nothing.
std::string with_options(const Object& object);

/// "name integer DEFAULT 0 NOT NULL": a column as CREATE TABLE and ADD COLUMN write it.
std::string column_definition(const Object& column);
/// What a definition cannot say: storage, statistics and options, as ALTER TABLE actions.
std::vector<std::string> column_settings(const Object& column);
/// "NOT NULL" and the like after "name WITH OPTIONS" in a typed table; "" when there is nothing.
std::string column_constraints(const Object& column);

/// "CONSTRAINT name CHECK (…)": a constraint as CREATE TABLE and ADD CONSTRAINT write it.
std::string constraint_definition(const Object& constraint);
/// Whether CREATE TABLE makes it: what depends on more than its own table waits.
bool made_with_table(const Object& constraint);
bool is_foreign_key(const Object& constraint);

/// After an index (or a constraint's index) was made or altered: ALTER TABLE … CLUSTER ON, REPLICA
/// IDENTITY USING INDEX, as far as `index` says so.
Steps index_marks(const Object& index);
Alteration alter_clustered(const Object& before, const Object& after, const Ends& ends);
Alteration alter_replica_identity(const Object& before, const Object& after, const Ends& ends);

}  // namespace syncline::postgres
