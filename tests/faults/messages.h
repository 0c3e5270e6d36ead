// The frames of PostgreSQL's protocol, version 3: as much as a proxy must know of them.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace syncline::testing {

struct Message {
  char type = 0;     ///< 0: the first one of a connection, which has no type
  std::string body;  ///< after the length

  std::string bytes() const;
};

/// Takes the first whole message off the front of `bytes`; nothing when it is not all there yet.
std::optional<Message> take_message(std::string& bytes, bool first = false);

Message query_message(std::string_view sql);  ///< a simple query
/// The bytes of Parse, Bind and Execute: a query of the extended protocol.
std::string execute_messages(std::string_view sql);
Message flush_message();

/// What a client asks for in its first message.
enum class Opening { Session, Cancel, Encryption };
Opening opening_of(const Message& first);

/// Follows what a client sends, to know the SQL that its commands run.
class Statements {
 public:
  /// The SQL that this message makes the server run: of a query or of an Execute; else nothing.
  std::optional<std::string> run_by(const Message& message);

 private:
  std::map<std::string, std::string> prepared_, portals_;  ///< by name, their SQL
};

/// Follows both directions, to know when the server has answered a command: pipelines included.
class Answers {
 public:
  void sent(const Message& from_client);
  void received(const Message& from_server);
  /// Commands and Syncs that were sent, and those that the server has answered.
  std::uint64_t asked() const { return asked_; }
  std::uint64_t answered() const { return asked_ - awaited_.size(); }

 private:
  std::deque<char> awaited_;  ///< types of messages, in the order of their answers
  std::uint64_t asked_ = 0;
};

}  // namespace syncline::testing
