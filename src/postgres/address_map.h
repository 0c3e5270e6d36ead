// What the addresses of pg_depend stand for. Reading a catalog asks this several times per row of
// it.
#pragma once

#include <cstdint>
#include <vector>

#include "model/object.h"

namespace syncline::postgres {

using Oid = std::uint32_t;

/// pg_depend's way to name anything: catalog, row, and column (0: the whole).
struct Address {
  Oid catalog = 0, row = 0;
  std::int32_t column = 0;
  friend bool operator==(const Address&, const Address&) = default;
};

/// A hash table without nodes. Neighbours in the catalog are neighbours here: pg_depend lists what
/// belongs together in a row, so that most of what is asked is near what was asked before.
class AddressMap {
 public:
  static constexpr std::uint32_t no_row = UINT32_MAX;
  struct Entry {
    Address address;
    mutable std::uint32_t row = no_row;  ///< among the objects being read, once somebody has looked
    ObjectId id;                         ///< empty: the slot is free
  };

  const Entry* find(Address address) const;
  void set(Address address, ObjectId id, std::uint32_t row);

 private:
  std::size_t slot_of(const Address& address) const;
  void grow();

  std::vector<Entry> slots_ = std::vector<Entry>(1024);  // always a power of two
  std::size_t used_ = 0;
};

}  // namespace syncline::postgres
