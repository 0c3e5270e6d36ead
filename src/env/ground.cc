#include "env/ground.h"

#include <unordered_set>

namespace syncline {

Catalog ground_of(Session& session, const Catalog& inside, const Scope& scope) {
  if (scope.empty()) return {};
  const Catalog whole = session.read(Scope());
  std::unordered_set<ObjectId> wanted;
  std::vector<const Object*> open;
  const auto want = [&](ObjectId id) {
    const Object* object = id ? whole.find(id) : nullptr;
    if (object && wanted.insert(id).second) open.push_back(object);
  };
  for (const Object& object : inside.objects()) want(object.id);
  while (!open.empty()) {
    const Object* object = open.back();
    open.pop_back();
    want(object->parent);
    for (const ObjectId id : object->depends_on) want(id);
  }
  if (wanted.size() == inside.size()) return {};
  std::vector<Object> objects;
  for (const Object& object : whole.objects()) {
    if (wanted.contains(object.id)) objects.push_back(object);
  }
  return Catalog(std::move(objects));
}

}  // namespace syncline
