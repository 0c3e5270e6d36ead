// The compact form of a catalog for the cache: strings once in a table, ids once in another, all
// else as numbers into them. An id is looked for by its words when it is made: that is done once
// for each, and not for all that have it as parent or depend on it.
#include <cstring>
#include <optional>
#include <stdexcept>
#include <unordered_map>

#include "model/snapshot.h"

namespace syncline {

namespace {

constexpr std::string_view magic = "syncline-pack-2\n";

class Packer {
 public:
  void number(std::uint64_t value) { append(body_, value); }
  void text(std::string_view value) { number(row_of(value)); }
  void list(const std::vector<std::string>& values) {
    number(values.size());
    for (const std::string& value : values) text(value);
  }
  void id(ObjectId id) {
    if (!id) return number(0);
    const auto [place, fresh] = ids_.emplace(id, ids_.size() + 1);
    if (fresh) {
      append(id_table_, row_of(id.kind()));
      append(id_table_, id.path().size());
      for (const std::string& part : id.path()) append(id_table_, row_of(part));
    }
    number(place->second);
  }
  void value(const Value& value) {
    number(value.index());
    if (const auto* flag = std::get_if<bool>(&value)) number(*flag ? 1 : 0);
    if (const auto* plain = std::get_if<std::int64_t>(&value))
      number(static_cast<std::uint64_t>(*plain));
    if (const auto* plain = std::get_if<std::string>(&value)) text(*plain);
    if (const auto* plain = std::get_if<std::vector<std::string>>(&value)) list(*plain);
  }
  std::string bytes() const {
    std::string all(magic);
    append_word(all, strings_.size());
    all += table_;
    append_word(all, ids_.size());
    return all + id_table_ + body_;
  }

 private:
  static void append(std::string& bytes, std::uint64_t value) {  // LEB128: most are small
    while (value >= 128) {
      bytes += static_cast<char>((value & 127U) | 128U);
      value >>= 7U;
    }
    bytes += static_cast<char>(value);
  }
  static void append_word(std::string& bytes, std::uint64_t value) {
    bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  std::size_t row_of(std::string_view value) {
    auto [place, fresh] = strings_.emplace(std::string(value), strings_.size());
    if (fresh) {
      append_word(table_, value.size());
      table_ += value;
    }
    return place->second;
  }

  std::unordered_map<std::string, std::size_t> strings_;
  std::unordered_map<ObjectId, std::size_t> ids_;  ///< from 1
  std::string table_, id_table_, body_;
};

/// Thrown when bytes end too early or point nowhere; never leaves this file.
struct Damaged {};

class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : rest_(bytes) {
    if (take(magic.size()) != magic) throw Damaged();
    std::uint64_t left = table_size();
    for (strings_.reserve(left); left > 0; --left) strings_.push_back(take(word()));
    symbols_.resize(strings_.size());
    left = table_size();
    for (ids_.reserve(left); left > 0; --left) {
      const std::string_view kind = text();
      ids_.emplace_back(kind, list());
    }
  }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      auto byte = static_cast<unsigned char>(take(1)[0]);
      value |= static_cast<std::uint64_t>(byte & 127U) << shift;
      if (byte < 128) return value;
    }
    throw Damaged();
  }
  /// Of things that each take a byte at least: more than there are bytes left is damage.
  std::uint64_t count() {
    const std::uint64_t count = number();
    if (count > rest_.size()) throw Damaged();
    return count;
  }
  std::string_view text() {
    std::uint64_t row = number();
    if (row >= strings_.size()) throw Damaged();
    return strings_[row];
  }
  std::vector<std::string> list() {
    std::vector<std::string> values;
    std::uint64_t left = count();
    for (values.reserve(left); left > 0; --left) values.emplace_back(text());
    return values;
  }
  ObjectId id() {
    const std::uint64_t row = number();
    if (row > ids_.size()) throw Damaged();
    return row == 0 ? ObjectId() : ids_[row - 1];
  }
  Symbol symbol() {
    const std::uint64_t row = number();
    if (row >= strings_.size()) throw Damaged();
    if (!symbols_[row]) symbols_[row] = Symbol(strings_[row]);
    return *symbols_[row];
  }
  Value value() {
    switch (number()) {
      case 0:
        return number() != 0;
      case 1:
        return static_cast<std::int64_t>(number());
      case 2:
        return std::string(text());
      case 3:
        return list();
      default:
        throw Damaged();
    }
  }
  bool done() const { return rest_.empty(); }

 private:
  std::string_view take(std::size_t size) {
    if (size > rest_.size()) throw Damaged();
    std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }
  std::uint64_t word() {
    std::uint64_t value = 0;
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }
  /// Of things that each take a byte at least.
  std::uint64_t table_size() {
    const std::uint64_t size = word();
    if (size > rest_.size()) throw Damaged();
    return size;
  }
  std::string_view rest_;
  std::vector<std::string_view> strings_;
  std::vector<std::optional<Symbol>> symbols_;  ///< of the strings, once asked for
  std::vector<ObjectId> ids_;
};

Object unpack_object(Unpacker& in) {
  Object object;
  object.id = in.id();
  object.parent = in.id();
  object.position = static_cast<std::int64_t>(in.number());
  std::uint64_t attributes = in.count();
  for (object.attributes.reserve(attributes); attributes > 0; --attributes) {
    const Symbol name = in.symbol();
    object.attributes.set(name, in.value());
  }
  std::uint64_t needs = in.count();
  for (object.depends_on.reserve(needs); needs > 0; --needs) object.depends_on.push_back(in.id());
  return object;
}

}  // namespace

std::string pack_catalog(const Catalog& catalog) {
  Packer out;
  out.number(catalog.size());
  for (const Object& object : catalog.objects()) {
    out.id(object.id);
    out.id(object.parent);
    out.number(static_cast<std::uint64_t>(object.position));
    out.number(static_cast<std::uint64_t>(
        std::distance(object.attributes.begin(), object.attributes.end())));
    for (const auto& [name, value] : object.attributes) {
      out.text(name.text());
      out.value(value);
    }
    out.number(object.depends_on.size());
    for (ObjectId id : object.depends_on) out.id(id);
  }
  out.number(catalog.unmanaged().size());
  for (const Unmanaged& row : catalog.unmanaged()) {
    out.text(row.kind);
    out.list(row.names);
  }
  return out.bytes();
}

bool unpack_catalog(std::string_view bytes, Catalog& catalog) {
  try {
    Unpacker in(bytes);
    std::vector<Object> objects;
    for (std::uint64_t count = in.number(); count > 0; --count)
      objects.push_back(unpack_object(in));
    std::vector<Unmanaged> unmanaged;
    for (std::uint64_t count = in.number(); count > 0; --count) {
      std::string kind(in.text());
      unmanaged.push_back({kind, in.list()});
    }
    if (!in.done()) return false;
    catalog = Catalog(std::move(objects), std::move(unmanaged));
    return true;
  } catch (const Damaged&) {
    return false;
  } catch (const std::logic_error&) {  // two objects with one id: damaged as well
    return false;
  }
}

}  // namespace syncline
