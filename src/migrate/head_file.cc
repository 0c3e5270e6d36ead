#include "base/files.h"
#include "base/text.h"
#include "migrate/history.h"

namespace syncline {

namespace {

std::filesystem::path head_path(const std::filesystem::path& folder) { return folder / "HEAD"; }

}  // namespace

std::optional<HeadFile> HeadFile::load(const std::filesystem::path& folder) {
  const std::filesystem::path path = head_path(folder);
  if (!std::filesystem::exists(path)) return std::nullopt;
  const std::string text = read_file(path);
  const std::string_view line = trim(text);
  const std::vector<std::string> words = split(line, ' ');
  if (words.size() == 3 && line.find('\n') == std::string_view::npos) {
    return HeadFile{words[0], words[1], words[2]};
  }
  const bool conflict = line.find("<<<<<<<") != std::string_view::npos;
  throw Error(Failure::Input, conflict ? "git left a conflict here: two branches added a revision"
                                       : "this is not a line of revision, fingerprint and checksum")
      .at({path.string(), 1})
      .with_hint(conflict ? "bring the revisions into one line of parents, then delete this file"
                          : "delete the file: the next revision makes it again");
}

void HeadFile::save(const std::filesystem::path& folder) const {
  write_file(head_path(folder), revision + " " + fingerprint + " " + chain + "\n");
}

}  // namespace syncline
