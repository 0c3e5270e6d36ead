// From ids to row numbers: a hash table without nodes, since every catalog makes one of all its
// objects.
#pragma once

#include <cstdint>
#include <vector>

#include "model/object.h"

namespace syncline {

class IdMap {
 public:
  using Row = std::uint32_t;
  static constexpr Row none = UINT32_MAX;

  /// Makes room for so many ids.
  void reserve(std::size_t count) {
    while (slots_.size() < count * 2) grow();
  }

  /// `none` when the id is not there.
  Row find(ObjectId id) const { return slots_[slot_of(id)].row; }

  /// False, and nothing is changed, when the id is there.
  bool insert(ObjectId id, Row row) {
    if (find(id) != none) return false;
    set(id, row);
    return true;
  }

  void set(ObjectId id, Row row) {
    Slot& slot = slots_[slot_of(id)];
    const bool is_new = slot.row == none;
    slot = {id, row};
    if (is_new && ++used_ * 2 > slots_.size()) grow();
  }

 private:
  struct Slot {
    ObjectId id;
    Row row = none;
  };

  /// Where the id is, or the free slot where it would be.
  std::size_t slot_of(ObjectId id) const {
    // Entries of ids are neighbours in memory: multiplied, they spread.
    const auto spread = reinterpret_cast<std::uintptr_t>(id.key()) * 0x9E3779B97F4A7C15U;
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = (spread >> 20U) & mask;
    while (slots_[slot].row != none && slots_[slot].id != id) slot = (slot + 1) & mask;
    return slot;
  }

  void grow() {
    std::vector<Slot> before(slots_.size() * 2);
    before.swap(slots_);
    for (const Slot& slot : before) {
      if (slot.row != none) slots_[slot_of(slot.id)] = slot;
    }
  }

  std::vector<Slot> slots_ = std::vector<Slot>(16);  // always a power of two
  std::size_t used_ = 0;
};

}  // namespace syncline
