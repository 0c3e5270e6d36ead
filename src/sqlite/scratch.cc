#include "sqlite/scratch.h"

#include <cstdlib>
#include <filesystem>
#include <unordered_map>

#include "base/error.h"
#include "sqlite/session.h"

namespace syncline::sqlite {

namespace {

/// A folder that is removed with what is in it.
struct NewFolder {
  std::filesystem::path path;
  NewFolder() {
    std::string name =
        (std::filesystem::temp_directory_path() / "syncline-scratch-XXXXXX").string();
    if (!mkdtemp(name.data())) throw Error(Failure::Input, "cannot make the folder " + name);
    path = name;
  }
  ~NewFolder() {
    std::error_code none;
    std::filesystem::remove_all(path, none);
  }
  NewFolder(const NewFolder&) = delete;
  NewFolder& operator=(const NewFolder&) = delete;
};

class MemoryScratch : public Scratch {
 public:
  const ServerInfo& server() const override { return server_; }

  std::unique_ptr<Session> empty() override { return fresh(); }

  SharedScratch shared() override {
    const auto folder = std::make_shared<NewFolder>();
    const std::string file = (folder->path / "scratch.db").string();
    ConnectOptions options;
    options.create = true;
    return {folder, std::make_unique<SqliteSession>(file, options), "sqlite:///" + file};
  }

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
