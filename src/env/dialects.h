// Which dialect a url or a name means. Only dialects.cc names the dialects that there are.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/dialect.h"

namespace syncline {

/// Whether `text` begins like a url of a dialect of ours: "sqlite:x.db", "postgresql+psycopg2://…".
bool is_url(std::string_view text);

/// Throws Error(Config) with the known schemes for any other.
const Dialect& dialect_of(std::string_view url);

/// Throws Error(Config) with the known names for any other.
const Dialect& dialect_named(std::string_view name);

std::vector<std::string> dialect_names();

/// `url` where a path in it that is relative to `folder` is made relative to the working directory.
std::string resolved_url(const std::string& url, const std::filesystem::path& folder);

}  // namespace syncline
