// A PostgreSQL catalog under construction: rows of the system catalogs become objects.
//
// All queries of all readers are sent in one pipeline, in one REPEATABLE READ READ ONLY transaction
// with an empty search_path (so that every name in an expression is qualified); then the readers
// run in the order of kinds/kinds.h, and at last pg_depend becomes Object::depends_on. Source:
// PostgreSQL manual, part VII, "System Catalogs".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "diff/scope.h"
#include "model/catalog.h"
#include "model/id_map.h"
#include "postgres/address_map.h"

struct pg_result;

namespace syncline::postgres {

/// Oids of the system catalogs, as they stand in pg_depend.classid; fixed in every server.
namespace catalogs {
inline constexpr Oid pg_class = 1259, pg_type = 1247, pg_proc = 1255, pg_namespace = 2615,
                     pg_constraint = 2606, pg_attrdef = 2604, pg_rewrite = 2618, pg_trigger = 2620,
                     pg_extension = 3079;
}

/// The first oid that initdb does not use: smaller ones belong to the system.
inline constexpr Oid first_user_oid = 16384;

/// A result of libpq in text form, read without copies. Valid while the pg_result lives.
class Result {
 public:
  explicit Result(const pg_result* result) : result_(result) {}
  int rows() const;
  int columns() const;
  bool null(int row, int column) const;
  std::string_view text(int row, int column) const;  ///< "" for NULL
  std::string string(int row, int column) const { return std::string(text(row, column)); }
  std::int64_t number(int row, int column) const;  ///< 0 for NULL
  Oid oid(int row, int column) const;
  bool flag(int row, int column) const;  ///< 't'
  /// A text[] column, parsed; elements that are NULL become "".
  std::vector<std::string> list(int row, int column) const;
  /// An int2vector or oidvector column: "1 3 0".
  std::vector<std::int64_t> numbers(int row, int column) const;

 private:
  const pg_result* result_;
};

class Reading {
 public:
  explicit Reading(int server_version) : version(server_version) {}

  const int version;  ///< server_version_num: 150004 is 15.4

  /// Adds an object and lets `address` stand for it in pg_depend. The reference is valid until the
  /// next add.
  Object& add(Address address, Object object);
  /// Lets a second address (a default's, a row type's, a constraint's index) stand for the same
  /// object.
  void alias(Address address, ObjectId id);
  /// The object for which an address stands; for a column that is no object of its own (of a view,
  /// of a composite type), the whole. Empty when unknown.
  ObjectId id(Address address) const;
  /// The object itself; null when unknown.
  Object* object(Address address);
  Object* object(ObjectId id);

  void set_schema(Oid oid, std::string name) { schemas_[oid] = std::move(name); }
  /// "" for a schema that is not read (pg_catalog, information_schema, the ledger's).
  const std::string& schema(Oid oid) const;

  /// "kind name": what exists and no kind of ours reads.
  void unmanaged(std::string_view kind, std::string name);

  /// Rows of pg_depend (both ends resolved) become depends_on; then the catalog is done.
  void depends(Address object, Address on);
  Catalog finish() &&;

 private:
  const AddressMap::Entry* named(Address address) const;
  Object* object(const AddressMap::Entry& named);

  std::vector<Object> objects_;
  IdMap rows_;
  AddressMap addresses_;
  std::unordered_map<Oid, std::string> schemas_;
  std::unordered_map<std::string, std::vector<std::string>> unmanaged_;
};

/// One catalog query and what its rows mean.
struct Reader {
  std::string_view name;                     ///< for error messages and traces
  std::string (*query)(int server_version);  ///< "": nothing to read on this version
  void (*read)(const Result& rows, Reading& reading);
  /// A big catalog is asked for this over a second connection at the same time: together these take
  /// the server as long as all others. Constraints and indexes are both among them, since both make
  /// it open tables to write expressions of theirs: dear, but only once a connection.
  bool beside = false;
};

}  // namespace syncline::postgres
