#include "migrate/head_file.h"

#include <algorithm>

#include "base/error.h"
#include "base/files.h"
#include "base/text.h"

namespace syncline {

namespace {

constexpr std::size_t words_each = 3;

std::filesystem::path head_path(const std::filesystem::path& folder) { return folder / "HEAD"; }

bool has_conflict(std::string_view text) { return text.find("<<<<<<<") != text.npos; }

}  // namespace

bool head_file_in_conflict(const std::filesystem::path& folder) {
  return std::filesystem::exists(head_path(folder)) && has_conflict(read_file(head_path(folder)));
}

std::optional<HeadFile> HeadFile::load(const std::filesystem::path& folder) {
  const std::filesystem::path path = head_path(folder);
  if (!std::filesystem::exists(path)) return std::nullopt;
  const std::string text = read_file(path);
  const std::string_view line = trim(text);
  const std::vector<std::string> words = split(line, ' ');
  if (words.size() % words_each == 0 && line.find('\n') == line.npos) {
    HeadFile file;
    for (std::size_t i = 0; i < words.size(); i += words_each) {
      file.heads.push_back({words[i], words[i + 1], words[i + 2]});
    }
    return file;
  }
  throw Error(Failure::Input, has_conflict(text)
                                  ? "git left a conflict here: two branches added a revision"
                                  : "this is not a line of revisions, fingerprints and checksums")
      .at({path.string(), 1})
      .with_hint("delete the file: the next revision makes it again");
}

void HeadFile::save(const std::filesystem::path& folder) const {
  std::vector<std::string> words;
  for (const Head& head : heads) {
    words.push_back(head.revision + " " + head.fingerprint + " " + head.chain);
  }
  write_file(head_path(folder), join(words, " ") + "\n");
}

const HeadFile::Head* HeadFile::find(const std::string& revision) const {
  const auto found = std::ranges::find(heads, revision, &Head::revision);
  return found == heads.end() ? nullptr : &*found;
}

}  // namespace syncline
