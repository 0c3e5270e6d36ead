// A kind is data: how the planner makes, drops and alters objects of one sort.
#pragma once

#include <span>
#include <string_view>

#include "dialect/step.h"
#include "diff/compare.h"
#include "model/catalog.h"

namespace syncline {

/// Both ends of a plan; what a kind may look at when it writes steps.
struct Ends {
  const Catalog& from;
  const Catalog& to;
};

/// Which dependents of an altered object must be dropped before it and created again after it.
enum class Dependents {
  Stay,      ///< none
  Standing,  ///< those whose kind does not say `follows_alteration` (views, but not indexes)
  All,       ///< every one that holds no data
};

/// How one differing attribute is carried out.
struct Alteration {
  enum class How {
    Alter,    ///< by `steps`, in place
    Replace,  ///< by dropping and creating the object
    Rebuild,  ///< by the parent's Kind::rebuild, together with all else that changes below the parent
  };
  How how = How::Alter;
  Steps steps;
  /// For where it hangs on the values; else the rule says it.
  Dependents dependents = Dependents::Stay;

  static Alteration in_place(Steps steps, Dependents dependents = Dependents::Stay) {
    return {How::Alter, std::move(steps), dependents};
  }
  static Alteration replace() { return {How::Replace, {}}; }
  static Alteration rebuild() { return {How::Rebuild, {}}; }
};

struct AttributeRule {
  std::string_view name;
  /// null: the object is replaced, said on purpose. The planner fills makes/needs/frees that a step
  /// leaves empty: an altered object is made, its new dependencies are needed, its old ones freed.
  Alteration (*alter)(const Object& before, const Object& after, const Ends& ends) = nullptr;
  Dependents dependents = Dependents::Stay;
};

/// What creating or dropping one object takes. `how` is Alter, or Rebuild where only the parent's rebuild
/// can do it.
using Drafted = Alteration;

/// Steps around the replacement of something that an object stands on.
struct Release {
  Steps let_go;     ///< `frees` names what is let go of
  Steps take_hold;  ///< `needs` names it
};

struct Kind {
  std::string_view name;
  /// Steps that make the object. A step may also make children inline (CREATE TABLE its columns): then
  /// they are listed in its `makes`, and the planner does not create them again.
  Drafted (*create)(const Object& object, const Ends& ends);
  Drafted (*drop)(const Object& object, const Ends& ends);
  /// Every attribute that objects of this kind can have, in the order in which they are altered. One
  /// that differs and has no rule is a std::logic_error: our mistake, never "drop and add".
  std::span<const AttributeRule> attributes{};
  /// The server drops it with its parent, without being asked.
  bool dropped_with_parent = false;
  /// The server itself carries it through an alteration of what it depends on (an index and its column).
  /// null: never.
  bool (*follows_alteration)(const Object& dependent) = nullptr;
  /// Never dropped and created again silently: doing so is a DataLoss. null: holds none.
  bool (*holds_data)(const Object& object) = nullptr;
  /// Lets go of `replaced`, which it depends on, and takes hold of it again: for what holds data and so
  /// is not itself replaced (a column, when the function in its default is). null: cannot.
  Release (*release)(const Object& before, const Object& after, ObjectId replaced) = nullptr;
  /// Makes the object anew with all its children's changes, keeping rows. null: cannot.
  Steps (*rebuild)(const Object& before, const Object& after, const Ends& ends) = nullptr;
};

}  // namespace syncline
