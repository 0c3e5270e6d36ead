# The Python program that exports models is part of ours: its files become strings.
#
#   syncline_embed(<room> <folder> <output>)
#
# writes <output>, which defines what src/env/exporter.h declares, and adds it to the room.
function(syncline_embed room folder output)
  file(GLOB files CONFIGURE_DEPENDS ${folder}/*.py)
  list(SORT files)
  set(modules "")
  foreach(path IN LISTS files)
    get_filename_component(name ${path} NAME_WE)
    file(READ ${path} text)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
    if(name STREQUAL "boot")
      set(boot "${text}")
    else()
      string(APPEND modules "    {\"syncline_exporter.${name}\", R\"~~(${text})~~\"},\n")
    endif()
  endforeach()
  file(CONFIGURE OUTPUT ${output} @ONLY CONTENT [[
#include "env/exporter.h"

namespace syncline {

namespace {

constexpr ExporterModule modules[] = {
    {"syncline_exporter", ""},
@modules@};

}  // namespace

std::span<const ExporterModule> exporter_modules() { return modules; }

std::string_view exporter_boot() { return R"~~(@boot@)~~"; }

}  // namespace syncline
]])
  target_sources(room_${room} PRIVATE ${output})
endfunction()
