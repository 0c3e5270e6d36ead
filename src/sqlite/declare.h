// Objects written as declarations.
#pragma once

#include <string>

#include "model/catalog.h"

namespace syncline::sqlite {

ObjectId table_id(const std::string& name);
ObjectId column_id(const std::string& table, const std::string& name);

/// `email TEXT NOT NULL DEFAULT ''`, as inside CREATE TABLE; constraints are not in it.
std::string declare(const Object& column);

/// `CONSTRAINT name UNIQUE (a, b)`, as inside CREATE TABLE.
std::string declare_constraint(const Object& constraint);
/// The same behind its one column, where SQLite can have it there: `REFERENCES users (id)`.
std::string declare_inline(const Object& constraint);

/// CREATE TABLE with all columns and constraints that the catalog has for it, under any name.
std::string create_table(const Object& table, const Catalog& catalog, const std::string& name);

}  // namespace syncline::sqlite
