#include "faults/messages.h"

#include <cstring>

namespace syncline::testing {

namespace {

constexpr std::uint32_t cancel_request = 80877102, ssl_request = 80877103, gss_request = 80877104;

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i)
    number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

std::string bytes_of(std::uint32_t number) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift & 0xFF);
  return bytes;
}

/// The text up to the next NUL; `at` moves behind it.
std::string text_at(const std::string& body, std::size_t& at) {
  const std::string text = body.c_str() + at;
  at += text.size() + 1;
  return text;
}

}  // namespace

std::string Message::bytes() const {
  const std::string length = bytes_of(static_cast<std::uint32_t>(body.size() + 4));
  return (type ? std::string(1, type) : std::string()) + length + body;
}

std::optional<Message> take_message(std::string& bytes, bool first) {
  const std::size_t head = first ? 0 : 1;
  if (bytes.size() < head + 4) return std::nullopt;
  const std::size_t end = head + number_at(bytes, head);
  if (bytes.size() < end) return std::nullopt;
  Message message{first ? '\0' : bytes[0], bytes.substr(head + 4, end - head - 4)};
  bytes.erase(0, end);
  return message;
}

Message query_message(std::string_view sql) { return {'Q', std::string(sql) + '\0'}; }
std::string execute_messages(std::string_view sql) {
  const std::string none(1, '\0'), no_values(2, '\0');  // no name; the number of what follows: 0
  const Message parse{'P', none + std::string(sql) + none + no_values};
  const Message bind{'B', none + none + no_values + no_values + no_values};
  const Message execute{'E', none + bytes_of(0)};
  return parse.bytes() + bind.bytes() + execute.bytes();
}
Message flush_message() { return {'H', ""}; }

Opening opening_of(const Message& first) {
  const std::uint32_t code = number_at(first.body, 0);
  if (code == cancel_request) return Opening::Cancel;
  return code == ssl_request || code == gss_request ? Opening::Encryption : Opening::Session;
}

std::optional<std::string> Statements::run_by(const Message& message) {
  std::size_t at = 0;
  switch (message.type) {
    case 'Q':
      return text_at(message.body, at);
    case 'P': {
      const std::string name = text_at(message.body, at);
      prepared_[name] = text_at(message.body, at);
      return std::nullopt;
    }
    case 'B': {
      const std::string portal = text_at(message.body, at);
      portals_[portal] = prepared_[text_at(message.body, at)];
      return std::nullopt;
    }
    case 'E':
      return portals_[text_at(message.body, at)];
    default:
      return std::nullopt;
  }
}

void Answers::sent(const Message& from_client) {
  if (!std::strchr("QES", from_client.type)) return;
  awaited_.push_back(from_client.type);
  ++asked_;
}

void Answers::received(const Message& from_server) {
  if (awaited_.empty()) return;
  const char waiting = awaited_.front();
  const bool ends_execute = std::strchr("CEsI", from_server.type) != nullptr;
  if (from_server.type == 'Z') {
    awaited_.pop_front();
  } else if (from_server.type == 'E' && waiting != 'Q') {
    // After an error the server skips everything up to the next Sync.
    while (!awaited_.empty() && awaited_.front() == 'E') awaited_.pop_front();
  } else if (waiting == 'E' && ends_execute) {
    awaited_.pop_front();
  }
}

}  // namespace syncline::testing
