#include "sqlite/scratch.h"

#include <unordered_map>

#include "sqlite/session.h"

namespace syncline::sqlite {

namespace {

class MemoryScratch : public Scratch {
 public:
  const ServerInfo& server() const override { return server_; }

  std::unique_ptr<Session> empty() override { return fresh(); }

  std::unique_ptr<Session> filled(const std::string& key,
                                  const std::function<void(Session&)>& fill) override {
    std::unique_ptr<SqliteSession> session = fresh();
    auto kept = images_.find(key);
    if (kept != images_.end()) {
      session->connection().deserialize(kept->second);
      return session;
    }
    fill(*session);
    images_.emplace(key, session->connection().serialized());
    return session;
  }

 private:
  static std::unique_ptr<SqliteSession> fresh() {
    return std::make_unique<SqliteSession>(":memory:", ConnectOptions{});
  }

  std::unordered_map<std::string, std::string> images_;  ///< filled databases as bytes
  ServerInfo server_ = fresh()->server();
};

}  // namespace

std::unique_ptr<Scratch> make_scratch(const ScratchOptions&) {
  return std::make_unique<MemoryScratch>();
}

}  // namespace syncline::sqlite
