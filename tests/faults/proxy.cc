#include "faults/proxy.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <system_error>

namespace syncline::testing {

namespace fs = std::filesystem;

namespace {

constexpr const char* socket_name = ".s.PGSQL.5432";
/// In place of a command: what a server says that is told to stop it.
constexpr std::string_view refusal =
    "DO $$ BEGIN RAISE EXCEPTION 'stopped, as the test wants it' USING ERRCODE = '57014'; END $$";

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

sockaddr_un address_of(const fs::path& socket) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (socket.string().size() >= sizeof address.sun_path) throw std::length_error(socket.string());
  std::strcpy(address.sun_path, socket.c_str());
  return address;
}

int new_socket() {
  const int made = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (made < 0) fail("socket");
  return made;
}

pid_t peer_of(int client) {
  ucred peer{};
  socklen_t size = sizeof peer;
  if (getsockopt(client, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) fail("SO_PEERCRED");
  return peer.pid;
}

/// Appends what is there; false at the end of the stream.
bool read_some(int from, std::string& into) {
  std::array<char, 65536> buffer;
  const ssize_t got = recv(from, buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (got > 0) into.append(buffer.data(), static_cast<std::size_t>(got));
  return got > 0 || (got < 0 && (errno == EAGAIN || errno == EINTR));
}

/// Sends what goes without waiting; false when nobody reads any more.
bool send_some(int to, std::string& from) {
  const ssize_t put = send(to, from.data(), from.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  if (put > 0) from.erase(0, static_cast<std::size_t>(put));
  return put > 0 || errno == EAGAIN || errno == EINTR;
}

}  // namespace

const char* name_of(Cut cut) {
  static constexpr const char* names[] = {"nothing",     "fail",        "kill before", "kill after",
                                          "kill during", "drop before", "drop after"};
  return names[static_cast<int>(cut)];
}

/// One client and its connection to the server.
struct Proxy::Link {
  int client = -1, server = -1;
  std::string from_client, from_server;  ///< not yet whole messages
  std::string to_client, to_server;      ///< not yet sent
  bool begun = false;                    ///< its first message is through
  bool raw = false;                      ///< a cancel request: handed on as it is
  Statements statements;
  Answers answers;
  Cut after = Cut::Nothing;  ///< happens when `answers_wanted` are there
  std::uint64_t answers_wanted = 0;
  bool closed = false;

  ~Link() {
    close(client);
    close(server);
  }
};

Proxy::Proxy(const fs::path& folder, const fs::path& server_folder)
    : server_socket_(server_folder / socket_name), listener_(new_socket()) {
  const sockaddr_un address = address_of(folder / socket_name);
  unlink(address.sun_path);
  if (bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    fail("bind");
  if (listen(listener_, 64) != 0) fail("listen");
  int wake[2];
  if (pipe2(wake, O_CLOEXEC) != 0) fail("pipe");
  wake_read_ = wake[0];
  wake_write_ = wake[1];
  thread_ = std::thread([this] { serve(); });
}

Proxy::~Proxy() {
  close(wake_write_);
  thread_.join();
  close(wake_read_);
  close(listener_);
}

void Proxy::arm(const Fault& fault) {
  const std::lock_guard lock(mutex_);
  fault_ = fault;
  fired_ = false;
  commands_.clear();
}

bool Proxy::fired() {
  const std::lock_guard lock(mutex_);
  return fired_;
}

std::vector<std::string> Proxy::commands() {
  const std::lock_guard lock(mutex_);
  return commands_;
}

bool Proxy::idle() {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, std::chrono::seconds(10), [this] { return open_ == 0; });
}

void Proxy::serve() {
  while (true) {
    std::vector<pollfd> watched = {{wake_read_, POLLIN, 0}, {listener_, POLLIN, 0}};
    for (const Link& link : links_) {
      const short writes = POLLOUT;
      watched.push_back(
          {link.client, static_cast<short>(POLLIN | (link.to_client.empty() ? 0 : writes)), 0});
      watched.push_back(
          {link.server, static_cast<short>(POLLIN | (link.to_server.empty() ? 0 : writes)), 0});
    }
    if (poll(watched.data(), watched.size(), -1) < 0 && errno != EINTR) fail("poll");
    if (watched[0].revents != 0) break;
    std::size_t at = 2;
    for (Link& link : links_) {
      const short client = watched[at++].revents, server = watched[at++].revents;
      if (server & (POLLIN | POLLHUP | POLLERR)) read_server(link);
      if (!link.closed && client & (POLLIN | POLLHUP | POLLERR)) read_client(link);
      if (!link.closed && !link.to_server.empty() && !send_some(link.server, link.to_server))
        link.closed = true;
      if (!link.closed && !link.to_client.empty() && !send_some(link.client, link.to_client))
        link.closed = true;
    }
    if (watched[1].revents != 0) accept_client();
    links_.remove_if([](const Link& link) { return link.closed; });
    const std::lock_guard lock(mutex_);
    open_ = links_.size();
    if (open_ == 0) changed_.notify_all();
  }
  links_.clear();
}

void Proxy::accept_client() {
  const int client = accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
  if (client < 0) return;
  Link& link = links_.emplace_back();
  link.client = client;
  link.server = new_socket();
  const sockaddr_un address = address_of(server_socket_);
  if (connect(link.server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    link.closed = true;
}

void Proxy::read_client(Link& link) {
  if (!read_some(link.client, link.from_client)) {
    // What it sent before it went is under way, as it would be without us.
    while (!link.to_server.empty() && send_some(link.server, link.to_server)) {
    }
    link.closed = true;
    return;
  }
  while (!link.closed && link.after == Cut::Nothing) {
    const std::optional<Message> message = take_message(link.from_client, !link.begun);
    if (!message) return;
    if (!link.begun) {
      if (opening_of(*message) == Opening::Encryption) {
        link.to_client += 'N';
        continue;
      }
      link.begun = true;
      link.raw = opening_of(*message) == Opening::Cancel;
    }
    hand_on(link, *message);
  }
}

void Proxy::hand_on(Link& link, const Message& message) {
  const std::optional<std::string> sql =
      message.type ? link.statements.run_by(message) : std::nullopt;
  if (sql && cuts_here(*sql)) return cut_before_or_after(link, message);
  link.answers.sent(message);
  link.to_server += message.bytes();
}

/// Counts a command; whether the fault is to happen at it.
bool Proxy::cuts_here(const std::string& sql) {
  const std::lock_guard lock(mutex_);
  const int number = static_cast<int>(commands_.size());
  commands_.push_back(sql);
  if (fired_ || fault_.cut == Cut::Nothing) return false;
  if (fault_.command >= 0 && fault_.command != number) return false;
  if (!sql.starts_with(fault_.text)) return false;
  return fired_ = true;
}

void Proxy::cut_before_or_after(Link& link, const Message& message) {
  const Cut cut = fault_.cut;  // arm() is not called meanwhile
  if (cut == Cut::KillBefore || cut == Cut::DropBefore)
    return break_link(link, cut == Cut::KillBefore);
  const bool simple = message.type == 'Q';
  if (cut == Cut::Fail) {
    link.answers.sent(message);
    link.to_server += simple ? query_message(refusal).bytes() : execute_messages(refusal);
    return;
  }
  link.answers.sent(message);
  link.to_server += message.bytes();
  if (!simple) link.to_server += flush_message().bytes();
  if (cut == Cut::KillDuring) {
    while (!link.to_server.empty() && send_some(link.server, link.to_server)) {
    }
    return break_link(link, true);
  }
  link.after = cut;
  link.answers_wanted = link.answers.asked();
}

void Proxy::read_server(Link& link) {
  if (!read_some(link.server, link.from_server)) {
    // What the server said at last (why it ends the session) still goes to the client.
    while (!link.to_client.empty() && send_some(link.client, link.to_client)) {
    }
    link.closed = true;
    return;
  }
  if (link.raw) return;
  while (const std::optional<Message> message = take_message(link.from_server)) {
    link.answers.received(*message);
    if (link.after == Cut::Nothing) {
      link.to_client += message->bytes();
    } else if (link.answers.answered() >= link.answers_wanted) {
      return break_link(link, link.after == Cut::KillAfter);
    }
  }
}

void Proxy::break_link(Link& link, bool kill_client) {
  if (kill_client) kill(peer_of(link.client), SIGKILL);
  link.closed = true;
}

}  // namespace syncline::testing
