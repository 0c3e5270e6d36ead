#include "model/object.h"

#include <algorithm>
#include <array>
#include <deque>
#include <mutex>

#include "base/text.h"

namespace syncline {

struct ObjectId::Entry {
  Symbol kind;
  std::vector<std::string> path;
};

namespace {

std::size_t hash_of(Symbol kind, const std::vector<std::string>& path) {
  std::size_t hash = std::hash<Symbol>()(kind);
  for (const std::string& part : path) {
    hash = hash * 1099511628211U + std::hash<std::string>()(part) + (hash >> 17U);
  }
  return hash;
}

bool needs_quotes(std::string_view name) {
  return name.empty() || name.find_first_of(". \"") != std::string_view::npos;
}

/// A function's arguments are part of its name and make it no harder to read.
std::string readable(const std::string& name) {
  std::string_view head = std::string_view(name).substr(0, name.find('('));
  return needs_quotes(head) ? "\"" + name + "\"" : name;
}

}  // namespace

/// A part of all ids there are, by hash: two threads that read catalogs seldom want the same part.
/// Never freed: ids live as long as the process, and equal ids share one entry.
class ObjectId::Pool {
 public:
  const Entry* intern(std::size_t hash, Symbol kind, std::vector<std::string> path) {
    const std::lock_guard lock(mutex_);
    Slot& slot = slots_[slot_of(hash, kind, path)];
    if (slot.entry) return slot.entry;
    const Entry* made = &entries_.emplace_back(Entry{kind, std::move(path)});
    slot = {hash, made};
    if (entries_.size() * 2 > slots_.size()) grow();
    return made;
  }

 private:
  struct Slot {
    std::size_t hash = 0;
    const Entry* entry = nullptr;
  };

  std::size_t slot_of(std::size_t hash, Symbol kind, const std::vector<std::string>& path) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    for (; slots_[at].entry; at = (at + 1) & mask) {
      const Slot& slot = slots_[at];
      if (slot.hash == hash && slot.entry->kind == kind && slot.entry->path == path) break;
    }
    return at;
  }

  void grow() {
    std::vector<Slot> before(slots_.size() * 2);
    before.swap(slots_);
    const std::size_t mask = slots_.size() - 1;
    for (const Slot& slot : before) {
      if (!slot.entry) continue;
      std::size_t at = slot.hash & mask;
      while (slots_[at].entry) at = (at + 1) & mask;
      slots_[at] = slot;
    }
  }

  std::mutex mutex_;
  std::vector<Slot> slots_ = std::vector<Slot>(1024);  // always a power of two
  std::deque<Entry> entries_;
};

ObjectId::ObjectId(std::string_view kind, std::vector<std::string> path) {
  constexpr std::size_t parts = 16;
  static auto& pools = *new std::array<Pool, parts>();
  const Symbol symbol(kind);
  const std::size_t hash = hash_of(symbol, path);
  entry_ = pools[(hash >> 40U) % parts].intern(hash, symbol, std::move(path));
}

std::string_view ObjectId::kind() const {
  return entry_ ? entry_->kind.text() : std::string_view();
}

const std::vector<std::string>& ObjectId::path() const {
  static const std::vector<std::string> none;
  return entry_ ? entry_->path : none;
}

std::string ObjectId::text() const {
  std::vector<std::string> parts;
  for (const std::string& part : path()) parts.push_back(readable(part));
  return std::string(kind()) + " " + join(parts, ".");
}

std::strong_ordering operator<=>(ObjectId a, ObjectId b) {
  if (a.entry_ == b.entry_) return std::strong_ordering::equal;
  if (!a.entry_ || !b.entry_) return bool(a) <=> bool(b);
  if (a.entry_->kind != b.entry_->kind) return a.kind() <=> b.kind();
  const std::vector<std::string>&left = a.entry_->path, &right = b.entry_->path;
  for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
    if (const int order = left[i].compare(right[i]); order != 0) return order <=> 0;
  }
  return left.size() <=> right.size();
}

namespace {

bool is_default(const Value& value) {
  struct Test {
    bool operator()(bool flag) const { return !flag; }
    bool operator()(std::int64_t number) const { return number == 0; }
    bool operator()(const std::string& text) const { return text.empty(); }
    bool operator()(const std::vector<std::string>& list) const { return list.empty(); }
  };
  return std::visit(Test{}, value);
}

template <typename Wanted>
const Wanted& get_or_default(const Value* value) {
  static const Wanted none{};
  const Wanted* found = value ? std::get_if<Wanted>(value) : nullptr;
  return found ? *found : none;
}

}  // namespace

void Attributes::set(Symbol name, Value value) {
  // Most objects have one to three, and there are many objects: room is made for two at a time.
  if (entries_.size() == entries_.capacity()) entries_.reserve(entries_.size() + 2);
  auto place =
      std::lower_bound(entries_.begin(), entries_.end(), name,
                       [](const Entry& entry, Symbol wanted) { return entry.first < wanted; });
  bool present = place != entries_.end() && place->first == name;
  if (is_default(value)) {
    if (present) entries_.erase(place);
  } else if (present) {
    place->second = std::move(value);
  } else {
    entries_.emplace(place, name, std::move(value));
  }
}

const Value* Attributes::find(Symbol name) const {
  for (const Entry& entry : entries_) {  // a handful: quicker than a binary search by text
    if (entry.first == name) return &entry.second;
  }
  return nullptr;
}

bool Attributes::flag(Symbol name) const { return get_or_default<bool>(find(name)); }
std::int64_t Attributes::number(Symbol name) const {
  return get_or_default<std::int64_t>(find(name));
}
const std::string& Attributes::text(Symbol name) const {
  return get_or_default<std::string>(find(name));
}
const std::vector<std::string>& Attributes::list(Symbol name) const {
  return get_or_default<std::vector<std::string>>(find(name));
}

}  // namespace syncline
