#include "model/fingerprint.h"

#include "base/hash.h"

namespace syncline {

namespace {

/// Fields are written with their length and their sort, so that no two catalogs give the same
/// bytes.
class Writer {
 public:
  void text(std::string_view value) {
    number(value.size());
    buffer_ += value;
    if (buffer_.size() > 1U << 16U) flush();
  }
  void number(std::uint64_t value) {
    buffer_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  std::string hex() {
    flush();
    return hash_.hex();
  }

 private:
  void flush() {
    hash_.add(buffer_);
    buffer_.clear();
  }
  Hash hash_;
  std::string buffer_;
};

struct ValueWriter {
  Writer& out;
  void operator()(bool value) const { out.number(value ? 1 : 0); }
  void operator()(std::int64_t value) const { out.number(static_cast<std::uint64_t>(value)); }
  void operator()(const std::string& value) const { out.text(value); }
  void operator()(const std::vector<std::string>& values) const {
    out.number(values.size());
    for (const std::string& value : values) out.text(value);
  }
};

}  // namespace

std::string fingerprint(const Catalog& catalog) {
  Writer out;
  for (const Object& object : catalog.objects()) {
    out.text(object.id.kind());
    ValueWriter{out}(object.id.path());
    for (const auto& [name, value] : object.attributes) {
      out.text(name.text());
      out.number(value.index());
      std::visit(ValueWriter{out}, value);
    }
    out.number(0);  // an attribute's name is never empty: the end of the object
  }
  return out.hex();
}

}  // namespace syncline
