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

constexpr std::size_t shards = 16;

/// Never destroyed: symbols may be used by other static objects until the very end.
Shard& shard_of(std::string_view text) {
  static auto* const table = new std::array<Shard, shards>;
  // The length and the ends are enough to spread names over the shards; the full hash is the set's
  // work.
  const auto first = static_cast<unsigned char>(text.front());
  const auto last = static_cast<unsigned char>(text.back());
  return (*table)[(text.size() * 7 + first * 3u + last) % shards];
}

}  // namespace

Symbol::Symbol(std::string_view text) {
  if (text.empty()) return;
  Shard& shard = shard_of(text);
  const std::lock_guard lock(shard.mutex);
  auto found = shard.texts.find(text);
  if (found == shard.texts.end()) found = shard.texts.emplace(text).first;
  text_ = &*found;
}

}  // namespace syncline
