#include "postgres/address_map.h"

namespace syncline::postgres {

namespace {

// Oids are given in order; a table's columns, which have no oid, come between its own and the next
// ones.
constexpr std::size_t slots_per_oid = 16;

}  // namespace

/// Where the address is, or the free slot where it would be.
std::size_t AddressMap::slot_of(const Address& address) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot =
      (address.row * slots_per_oid + static_cast<std::size_t>(address.column)) & mask;
  while (slots_[slot].id && !(slots_[slot].address == address)) slot = (slot + 1) & mask;
  return slot;
}

const AddressMap::Entry* AddressMap::find(Address address) const {
  const Entry& entry = slots_[slot_of(address)];
  return entry.id ? &entry : nullptr;
}

void AddressMap::set(Address address, ObjectId id, std::uint32_t row) {
  Entry& entry = slots_[slot_of(address)];
  const bool is_new = !entry.id;
  entry = {address, row, id};
  if (is_new && ++used_ * 2 > slots_.size()) grow();
}

void AddressMap::grow() {
  std::vector<Entry> before(slots_.size() * 2);
  before.swap(slots_);
  for (const Entry& entry : before) {
    if (entry.id) slots_[slot_of(entry.address)] = entry;
  }
}

}  // namespace syncline::postgres
