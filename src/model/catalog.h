// All objects of one schema source, with their dependencies. Immutable and indexed.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/id_map.h"
#include "model/object.h"

namespace syncline {

/// Objects that exist in a source but that no kind of ours reads: named, never silent.
struct Unmanaged {
  std::string kind;                ///< "policy", "publication", …
  std::vector<std::string> names;  ///< sorted
  friend bool operator==(const Unmanaged&, const Unmanaged&) = default;
};

class Catalog {
 public:
  Catalog() = default;
  /// Throws std::logic_error when two objects have the same id. An object whose `parent` is missing is
  /// kept; dependencies on ids that are not in the catalog are dropped.
  explicit Catalog(std::vector<Object> objects, std::vector<Unmanaged> unmanaged = {});

  std::span<const Object> objects() const { return objects_; }  ///< sorted by id
  std::span<const Unmanaged> unmanaged() const { return unmanaged_; }
  bool empty() const { return objects_.empty(); }
  std::size_t size() const { return objects_.size(); }

  const Object* find(ObjectId id) const;
  const Object& at(ObjectId id) const;  ///< std::logic_error when missing
  bool has(ObjectId id) const { return find(id) != nullptr; }

  /// Objects whose parent this is, by position, then by name.
  std::vector<const Object*> children(ObjectId parent) const;
  std::vector<const Object*> children(ObjectId parent, std::string_view kind) const;
  /// Objects that have this one in depends_on (children that are not in depends_on do not count).
  std::vector<const Object*> dependents(ObjectId id) const;

 private:
  using Row = std::uint32_t;
  struct Links {  // compressed rows: links of row i are targets[starts[i]] .. targets[starts[i+1]]
    std::vector<Row> starts, targets;
  };
  std::vector<const Object*> follow(const Links& links, ObjectId id) const;

  std::vector<Object> objects_;
  std::vector<Unmanaged> unmanaged_;
  IdMap rows_;
  Links children_, dependents_;
};

}  // namespace syncline
