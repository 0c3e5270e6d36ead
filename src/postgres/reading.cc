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
  const auto row = static_cast<std::uint32_t>(objects_.size());
  ids_[address] = {object.id, row};
  rows_[object.id] = row;
  return objects_.emplace_back(std::move(object));
}

void Reading::alias(Address address, ObjectId id) {
  const auto found = rows_.find(id);
  ids_[address] = {id, found == rows_.end() ? Named::unknown : found->second};
}

const Reading::Named* Reading::named(Address address) const {
  auto found = ids_.find(address);
  if (found == ids_.end() && address.column != 0) {
    address.column = 0;
    found = ids_.find(address);
  }
  return found == ids_.end() ? nullptr : &found->second;
}

Object* Reading::object(const Named& named) {
  return named.row == Named::unknown ? object(named.id) : &objects_[named.row];
}

ObjectId Reading::id(Address address) const {
  const Named* found = named(address);
  return found ? found->id : ObjectId();
}

Object* Reading::object(Address address) {
  const Named* found = named(address);
  return found ? object(*found) : nullptr;
}

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
  const Named* used = named(on_address);
  Object* user = used ? object(object_address) : nullptr;
  if (!user || user->id == used->id) return;
  // A child is made with or after its parent, never before it.
  const Object* child = object(*used);
  if (child && child->parent == user->id) return;
  // Rows about one object stand together: most of what is said twice is said in a row.
  if (!user->depends_on.empty() && user->depends_on.back() == used->id) return;
  user->depends_on.push_back(used->id);
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
