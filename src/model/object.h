// One addressable thing in a schema: a table, a column, a trigger.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/symbol.h"

namespace syncline {

/// What an object is called: its kind and its path, e.g. column public · users · email. Interned: an
/// ObjectId is one pointer, equal ids are the same pointer in every catalog of the process.
class ObjectId {
 public:
  ObjectId() = default;
  ObjectId(std::string_view kind, std::vector<std::string> path);

  std::string_view kind() const;
  const std::vector<std::string>& path() const;
  const std::string& name() const { return path().back(); }
  explicit operator bool() const { return entry_ != nullptr; }

  /// "column public.users.email": for people; names are quoted only when they hold a dot or a space.
  std::string text() const;

  friend bool operator==(ObjectId a, ObjectId b) { return a.entry_ == b.entry_; }
  friend std::strong_ordering operator<=>(ObjectId a, ObjectId b);
  const void* key() const { return entry_; }

 private:
  struct Entry;
  class Pool;
  const Entry* entry_ = nullptr;
};

using Value = std::variant<bool, std::int64_t, std::string, std::vector<std::string>>;

/// Named properties, sorted by name. A property at its default (false, 0, "", {}) is not stored, so that
/// an attribute which a server's version lacks is the same as one at its default.
class Attributes {
 public:
  using Entry = std::pair<Symbol, Value>;

  void reserve(std::size_t count) { entries_.reserve(count); }  ///< makes room
  void set(Symbol name, Value value);
  const Value* find(Symbol name) const;
  bool flag(Symbol name) const;                ///< false when absent
  std::int64_t number(Symbol name) const;      ///< 0 when absent
  const std::string& text(Symbol name) const;  ///< "" when absent
  const std::vector<std::string>& list(Symbol name) const;

  auto begin() const { return entries_.begin(); }
  auto end() const { return entries_.end(); }
  bool empty() const { return entries_.empty(); }
  friend bool operator==(const Attributes&, const Attributes&) = default;

 private:
  std::vector<Entry> entries_;
};

struct Object {
  ObjectId id;
  ObjectId parent{};                 ///< goes when the parent goes; nothing: stands alone
  Attributes attributes{};           ///< all that is compared
  std::vector<ObjectId> depends_on{};  ///< what must exist before it; from the server, never from parsing
  std::int64_t position = 0;         ///< among its siblings; never compared

  bool flag(Symbol name) const { return attributes.flag(name); }
  std::int64_t number(Symbol name) const { return attributes.number(name); }
  const std::string& text(Symbol name) const { return attributes.text(name); }
  const std::vector<std::string>& list(Symbol name) const { return attributes.list(name); }
};

}  // namespace syncline

template <>
struct std::hash<syncline::ObjectId> {
  std::size_t operator()(syncline::ObjectId id) const { return std::hash<const void*>()(id.key()); }
};
