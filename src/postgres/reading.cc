#include "postgres/reading.h"

#include <algorithm>

namespace syncline::postgres {

Object& Reading::add(Address address, Object object) {
  const auto row = static_cast<std::uint32_t>(objects_.size());
  addresses_.set(address, object.id, row);
  rows_.set(object.id, row);
  return objects_.emplace_back(std::move(object));
}

void Reading::alias(Address address, ObjectId id) {
  if (id) addresses_.set(address, id, AddressMap::no_row);
}

const AddressMap::Entry* Reading::named(Address address) const {
  const AddressMap::Entry* found = addresses_.find(address);
  if (found || address.column == 0) return found;
  address.column = 0;
  return addresses_.find(address);
}

Object* Reading::object(const AddressMap::Entry& named) {
  if (named.row == AddressMap::no_row) {
    named.row = rows_.find(named.id);
    if (named.row == IdMap::none) return nullptr;
  }
  return &objects_[named.row];
}

ObjectId Reading::id(Address address) const {
  const AddressMap::Entry* found = named(address);
  return found ? found->id : ObjectId();
}

Object* Reading::object(Address address) {
  const AddressMap::Entry* found = named(address);
  return found ? object(*found) : nullptr;
}

Object* Reading::object(ObjectId id) {
  const std::uint32_t row = rows_.find(id);
  return row == IdMap::none ? nullptr : &objects_[row];
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
  const AddressMap::Entry* used = named(on_address);
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
