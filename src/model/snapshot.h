// A catalog as JSON text, for people, git and other programs; and back.
#pragma once

#include <string>
#include <string_view>

#include "model/catalog.h"

namespace syncline {

/// Deterministic: the same catalog gives the same bytes. `dialect` is kept in the header.
std::string write_snapshot(const Catalog& catalog, std::string_view dialect);

struct Snapshot {
  std::string dialect;
  Catalog catalog;
};

/// Throws Error(Input) with line and column when it is not a snapshot of ours; `file` is for the message.
Snapshot read_snapshot(std::string_view json, const std::string& file);

/// The same as compact bytes for the cache: about ten times faster than JSON. Unreadable bytes (another
/// version of ours, cut short) give false, never an error: a cache may always be thrown away.
std::string pack_catalog(const Catalog& catalog);
bool unpack_catalog(std::string_view bytes, Catalog& catalog);

}  // namespace syncline
