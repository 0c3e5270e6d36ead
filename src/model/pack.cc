// The compact form of a catalog for the cache: strings once in a table, all else as numbers into
// it.
#include <cstring>
#include <stdexcept>
#include <unordered_map>

#include "model/snapshot.h"

namespace syncline {

namespace {

constexpr std::string_view magic = "syncline-pack-1\n";

class Packer {
 public:
  void number(std::uint64_t value) {  // LEB128: most are small
    while (value >= 128) {
      body_ += static_cast<char>((value & 127U) | 128U);
      value >>= 7U;
    }
    body_ += static_cast<char>(value);
  }
  void text(std::string_view value) {
    auto [place, fresh] = strings_.emplace(std::string(value), strings_.size());
    if (fresh) {
      std::uint64_t size = value.size();
      table_.append(reinterpret_cast<const char*>(&size), sizeof size);
      table_ += value;
    }
    number(place->second);
  }
  void list(const std::vector<std::string>& values) {
    number(values.size());
    for (const std::string& value : values) text(value);
  }
  void id(ObjectId id) {
    text(id.kind());
    list(id.path());
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
    std::uint64_t count = strings_.size();
    std::string all(magic);
    all.append(reinterpret_cast<const char*>(&count), sizeof count);
    return all + table_ + body_;
  }

 private:
  std::unordered_map<std::string, std::size_t> strings_;
  std::string table_, body_;
};

/// Thrown when bytes end too early or point nowhere; never leaves this file.
struct Damaged {};

class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : rest_(bytes) {
    if (take(magic.size()) != magic) throw Damaged();
    std::uint64_t count = word();
    if (count > rest_.size()) throw Damaged();
    strings_.reserve(count);
    for (std::uint64_t i = 0; i < count; ++i) strings_.push_back(take(word()));
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
    std::string_view kind = text();
    std::vector<std::string> path = list();
    return kind.empty() ? ObjectId() : ObjectId(kind, std::move(path));
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
  std::string_view rest_;
  std::vector<std::string_view> strings_;
};

Object unpack_object(Unpacker& in) {
  Object object;
  object.id = in.id();
  object.parent = in.id();
  object.position = static_cast<std::int64_t>(in.number());
  std::uint64_t attributes = in.count();
  for (object.attributes.reserve(attributes); attributes > 0; --attributes) {
    Symbol name(in.text());
    object.attributes.set(name, in.value());
  }
  for (std::uint64_t count = in.number(); count > 0; --count) object.depends_on.push_back(in.id());
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
