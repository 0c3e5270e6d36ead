#include "toy.h"

namespace syncline::testing {

namespace {

std::string name_of(const Object& object) { return object.id.text(); }

Drafted create_plain(const Object& object, const Ends&) {
  Step step;
  step.sql = "make " + name_of(object);
  return Drafted::in_place({step});
}

Drafted drop_plain(const Object& object, const Ends&) {
  Step step;
  step.sql = "drop " + name_of(object);
  return Drafted::in_place({step});
}

Alteration resize(const Object&, const Object& after, const Ends&) {
  Step step;
  step.sql = "resize " + name_of(after) + " to " + after.text("size");
  return Alteration::in_place({step});
}

/// A box is made with its parts.
Drafted create_box(const Object& object, const Ends& ends) {
  Step step;
  step.sql = "make " + name_of(object);
  step.makes = {object.id};
  step.needs = object.depends_on;
  for (const Object* part : ends.to.children(object.id, "part")) step.makes.push_back(part->id);
  return Drafted::in_place({step});
}

bool always(const Object&) { return true; }
Drafted by_rebuild(const Object&, const Ends&) { return Drafted::rebuild(); }

Steps rebuild_box(const Object& before, const Object& after, const Ends& ends) {
  Step step;
  step.sql = "rebuild " + name_of(after);
  step.drops = {before.id};
  step.makes = {after.id};
  for (std::string_view kind : {"part", "tag"}) {
    for (const Object* child : ends.from.children(before.id, kind)) step.drops.push_back(child->id);
    for (const Object* child : ends.to.children(after.id, kind)) step.makes.push_back(child->id);
  }
  return {step};
}

Release release_box(const Object& before, const Object&, ObjectId replaced) {
  Step let_go, hold;
  let_go.sql = "release " + name_of(before);
  let_go.frees = {replaced};
  hold.sql = "hold " + name_of(before);
  hold.needs = {replaced};
  return {{let_go}, {hold}};
}

constexpr AttributeRule plain_rules[] = {{"size", resize}, {"shape"}};
constexpr AttributeRule part_rules[] = {{"size", resize, Dependents::Standing}, {"shape"}};

constexpr Kind base{
    .name = "base", .create = create_plain, .drop = drop_plain, .attributes = plain_rules};
constexpr Kind box{.name = "box",
                   .create = create_box,
                   .drop = drop_plain,
                   .attributes = plain_rules,
                   .holds_data = always,
                   .release = release_box,
                   .rebuild = rebuild_box};
constexpr Kind part{.name = "part",
                    .create = create_plain,
                    .drop = drop_plain,
                    .attributes = part_rules,
                    .dropped_with_parent = true,
                    .holds_data = always};
constexpr Kind tie{.name = "tie",
                   .create = create_plain,
                   .drop = drop_plain,
                   .attributes = plain_rules,
                   .dropped_with_parent = true,
                   .follows_alteration = always};
constexpr Kind look{
    .name = "look", .create = create_plain, .drop = drop_plain, .attributes = plain_rules};
constexpr Kind tag{.name = "tag",
                   .create = by_rebuild,
                   .drop = by_rebuild,
                   .attributes = plain_rules,
                   .dropped_with_parent = true};
constexpr const Kind* kinds[] = {&base, &box, &part, &tag, &tie, &look};

}  // namespace

const Dialect& toy_dialect() {
  static const Dialect dialect = [] {
    Dialect made{};
    made.name = "toy";
    made.kinds = kinds;
    return made;
  }();
  return dialect;
}

}  // namespace syncline::testing
