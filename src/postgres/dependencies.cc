// pg_depend: what must exist before what.
#include "postgres/kinds/kinds.h"

namespace syncline::postgres {

namespace {

// Rows that say nothing are left out: what belongs to a toast table, the triggers that carry out a
// foreign key, a default on its own column. So are the columns of keys, foreign keys and plain
// indexes, which the readers of these know already: with them more than half of all rows. The
// schema public is older than first_user_oid.
std::string query(int) {
  return R"(
SELECT classid, objid, objsubid, refclassid, refobjid, refobjsubid, deptype
FROM pg_depend
WHERE objid >= 16384
      AND (refobjid >= 16384 OR (refclassid = 2615 AND refobjid = 2200))
      AND NOT (deptype = 'i' AND refobjsubid = 0
               AND ((classid = 1259 AND refclassid = 1259) OR classid = 2620))
      AND NOT (refclassid = 1259 AND refobjsubid <> 0
               AND (classid = 2604 AND deptype = 'a'
                    OR classid = 2606 AND objid IN (SELECT oid FROM pg_constraint
                                                    WHERE contype IN ('p', 'u', 'f'))
                    OR classid = 1259 AND deptype = 'a'
                       AND objid IN (SELECT indexrelid FROM pg_index
                                     WHERE indexprs IS NULL AND indpred IS NULL))))";
}

struct Row {
  Address object, on;
  char type;
};

Row row_at(const Result& rows, int row) {
  const auto address = [&](int column) {
    return Address{rows.oid(row, column), rows.oid(row, column + 1),
                   static_cast<std::int32_t>(rows.number(row, column + 2))};
  };
  return {address(0), address(3), rows.text(row, 6).front()};
}

/// Lets what nobody read stand for what it is a part of: a member for its extension, a row type for
/// its table, an array type for its element.
void adopt(const Row& row, Reading& reading) {
  const bool part = row.type == 'e' || row.type == 'i';
  if (!part || reading.id(row.object)) return;
  if (const ObjectId whole = reading.id(row.on)) reading.alias(row.object, whole);
}

/// A sequence's owner is an attribute of it: the column's default needs the sequence, not the other
/// way.
bool names_owner(const Row& row, const Reading& reading) {
  if (row.object.catalog != catalogs::pg_class || row.on.column == 0) return false;
  if (row.type != 'a' && row.type != 'i') return false;
  return reading.id(row.object).kind() == "sequence";
}

void read(const Result& rows, Reading& reading) {
  const int count = rows.rows();
  // A row type may be read before the table that it is of: look twice.
  for (int pass = 0; pass < 2; ++pass) {
    for (int row = 0; row < count; ++row) {
      const char type = rows.text(row, 6).front();
      if (type == 'e' || type == 'i') adopt(row_at(rows, row), reading);
    }
  }
  for (int i = 0; i < count; ++i) {
    const Row row = row_at(rows, i);
    if (row.type != 'e' && !names_owner(row, reading)) reading.depends(row.object, row.on);
  }
}

}  // namespace

const Reader dependency_reader{"dependencies", query, read, true};

}  // namespace syncline::postgres
