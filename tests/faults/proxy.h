// A proxy between the program and PostgreSQL that breaks something at a chosen command.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "faults/messages.h"

namespace syncline::testing {

/// What happens at a command of the client. "After" is when the server has answered it, and the
/// client has not yet heard so.
enum class Cut {
  Nothing,
  Fail,        ///< the server says no
  KillBefore,  ///< the client dies (SIGKILL) before the server gets the command
  KillAfter,
  KillDuring,  ///< the client dies while the server is at it; the server goes on
  DropBefore,  ///< the connection breaks before the server gets the command
  DropAfter,
};
const char* name_of(Cut cut);

struct Fault {
  Cut cut = Cut::Nothing;
  int command = -1;       ///< counted over all connections from 0; -1: any
  std::string text = {};  ///< begins the command's SQL; empty: any
};

class Proxy {
 public:
  /// Listens on a socket in `folder` as PostgreSQL would on port 5432, and hands on to the server
  /// whose sockets are in `server_folder`.
  Proxy(const std::filesystem::path& folder, const std::filesystem::path& server_folder);
  ~Proxy();
  Proxy(const Proxy&) = delete;
  Proxy& operator=(const Proxy&) = delete;

  /// Counts commands from 0 again; the fault happens once. Connections must be closed (idle()).
  void arm(const Fault& fault);
  bool fired();                         ///< the fault has happened
  std::vector<std::string> commands();  ///< their SQL since arm(), of all connections in order
  /// Waits until the proxy has no connection, at most 10 s; whether that is so.
  bool idle();

 private:
  struct Link;
  void serve();
  void accept_client();
  void read_client(Link& link);
  void read_server(Link& link);
  void hand_on(Link& link, const Message& message);
  bool cuts_here(const std::string& sql);
  void cut_before_or_after(Link& link, const Message& message);
  void break_link(Link& link, bool kill_client);

  std::filesystem::path server_socket_;
  int listener_ = -1, wake_read_ = -1, wake_write_ = -1;
  std::list<Link> links_;  ///< only the thread's
  std::mutex mutex_;       ///< of the members below
  std::condition_variable changed_;
  Fault fault_;
  bool fired_ = false;
  std::vector<std::string> commands_;
  std::size_t open_ = 0;  ///< links
  std::thread thread_;
};

}  // namespace syncline::testing
