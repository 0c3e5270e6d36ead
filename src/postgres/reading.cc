#include "postgres/reading.h"

#include <algorithm>

namespace syncline::postgres {

std::size_t Reading::AddressHash::operator()(const Address& address) const {
  const std::uint64_t mixed =
      (std::uint64_t{address.row} << 32 | address.catalog) ^
      (static_cast<std::uint64_t>(static_cast<std::uint32_t>(address.column)) << 20);
  return std::hash<std::uint64_t>()(mixed * 0x9E3779B97F4A7C15u);
}

Object& Reading::add(Address address, Object object) {
  ids_[address] = object.id;
  rows_[object.id] = objects_.size();
  return objects_.emplace_back(std::move(object));
}

void Reading::alias(Address address, ObjectId id) { ids_[address] = id; }

ObjectId Reading::id(Address address) const {
  auto found = ids_.find(address);
  if (found == ids_.end() && address.column != 0) {
    address.column = 0;
    found = ids_.find(address);
  }
  return found == ids_.end() ? ObjectId() : found->second;
}

Object* Reading::object(Address address) { return object(id(address)); }

Object* Reading::object(ObjectId id) {
  const auto found = id ? rows_.find(id) : rows_.end();
  return found == rows_.end() ? nullptr : &objects_[found->second];
}

const std::string& Reading::schema(Oid oid) const {
  static const std::string none;
  const auto found = schemas_.find(oid);
  return found == schemas_.end() ? none : found->second;
}

void Reading::unmanaged(std::string_view kind, std::string name) {
  unmanaged_[std::string(kind)].push_back(std::move(name));
}

void Reading::depends(Address object_address, Address on_address) {
  Object* user = object(object_address);
  const ObjectId used = id(on_address);
  if (!user || !used || user->id == used) return;
  // A child is made with or after its parent, never before it.
  const Object* child = object(used);
  if (child && child->parent == user->id) return;
  user->depends_on.push_back(used);
}

Catalog Reading::finish() && {
  for (Object& object : objects_) {
    std::vector<ObjectId>& needs = object.depends_on;
    std::sort(needs.begin(), needs.end());
    needs.erase(std::unique(needs.begin(), needs.end()), needs.end());
    needs.shrink_to_fit();
  }
  std::vector<Unmanaged> unmanaged;
  for (auto& [kind, names] : unmanaged_) {
    std::sort(names.begin(), names.end());
    unmanaged.push_back({kind, std::move(names)});
  }
  std::sort(unmanaged.begin(), unmanaged.end(),
            [](const Unmanaged& a, const Unmanaged& b) { return a.kind < b.kind; });
  return Catalog(std::move(objects_), std::move(unmanaged));
}

}  // namespace syncline::postgres
