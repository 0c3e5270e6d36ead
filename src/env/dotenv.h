// .env files: KEY=VALUE lines, as shells and application frameworks read them.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace syncline {

/// Comments, empty lines, `export`, 'single' and "double" quotes (with \n, \t, \", \\ inside); the
/// last of equal keys counts. Throws Error(Config) with the line for anything else.
std::map<std::string, std::string> parse_dotenv(std::string_view text, const std::string& file);

/// The file's values; nothing when there is no such file.
std::map<std::string, std::string> load_dotenv(const std::filesystem::path& file);

}  // namespace syncline
