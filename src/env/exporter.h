// The Python program that prints SQLAlchemy models as DDL (src/env/exporter/*.py), as text.
#pragma once

#include <span>
#include <string_view>

namespace syncline {

struct ExporterModule {
  std::string_view name, text;
};

/// What the boot program finds on stdin.
std::span<const ExporterModule> exporter_modules();

/// The program for `python -c`.
std::string_view exporter_boot();

}  // namespace syncline
