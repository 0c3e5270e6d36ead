#include "base/hash.h"

#include <openssl/evp.h>

#include <array>
#include <cstdint>
#include <stdexcept>

namespace syncline {

struct Hash::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~State() { EVP_MD_CTX_free(context); }
};

Hash::Hash() : state_(std::make_unique<State>()) {
  if (EVP_DigestInit_ex(state_->context, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("OpenSSL cannot compute SHA-256");
  }
}

Hash::~Hash() = default;
Hash::Hash(Hash&&) noexcept = default;
Hash& Hash::operator=(Hash&&) noexcept = default;

Hash& Hash::add(std::string_view bytes) {
  if (!state_) throw std::logic_error("a hash that has ended takes no more bytes");
  EVP_DigestUpdate(state_->context, bytes.data(), bytes.size());
  return *this;
}

Hash& Hash::add_field(std::string_view bytes) {
  std::array<char, 8> length;
  std::uint64_t rest = bytes.size();
  for (char& byte : length) {  // the same bytes on every machine
    byte = static_cast<char>(rest & 0xFF);
    rest >>= 8;
  }
  return add({length.data(), length.size()}).add(bytes);
}

std::string Hash::hex() {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned int size = 0;
  if (!state_) throw std::logic_error("a hash ends only once");
  EVP_DigestFinal_ex(state_->context, digest.data(), &size);
  state_.reset();
  constexpr std::string_view digits = "0123456789abcdef";
  std::string result;
  result.reserve(2 * size);
  for (unsigned int i = 0; i < size; ++i) {
    result += digits[digest[i] >> 4];
    result += digits[digest[i] & 15];
  }
  return result;
}

std::string sha256(std::string_view bytes) { return Hash().add(bytes).hex(); }

}  // namespace syncline
