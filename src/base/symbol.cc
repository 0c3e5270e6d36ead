#include "base/symbol.h"

#include <array>
#include <mutex>
#include <unordered_set>

namespace syncline {

namespace {

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};

/// One part of the table. Nodes of an unordered_set never move, so a pointer to a member stays
/// good.
struct alignas(64) Shard {
  std::mutex mutex;
  std::unordered_set<std::string, TextHash, std::equal_to<>> texts;
};

constexpr std::size_t shards = 16, recent_symbols = 256;

/// Cheap: the length and the ends are enough to spread names; the full hash is the set's work.
std::size_t spread(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  const auto last = static_cast<unsigned char>(text.back());
  const auto middle = static_cast<unsigned char>(text[text.size() / 2]);
  return text.size() * 7 + first * 3u + middle * 5u + last;
}

const std::string* intern(std::string_view text) {
  // Never destroyed: symbols may be used by other static objects until the very end.
  static auto* const table = new std::array<Shard, shards>;
  Shard& shard = (*table)[spread(text) % shards];
  const std::lock_guard lock(shard.mutex);
  auto found = shard.texts.find(text);
  if (found == shard.texts.end()) found = shard.texts.emplace(text).first;
  return &*found;
}

}  // namespace

Symbol::Symbol(std::string_view text) {
  if (text.empty()) return;
  // A catalog names the same few dozen attributes tens of thousands of times: most calls end here,
  // without a lock.
  thread_local std::array<const std::string*, recent_symbols> recent{};
  const std::string*& known = recent[spread(text) % recent_symbols];
  if (!known || *known != text) known = intern(text);
  text_ = known;
}

}  // namespace syncline
