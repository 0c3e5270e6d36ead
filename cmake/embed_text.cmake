# A file of text becomes a string of the program.
#
#   syncline_embed_text(<room> <name> <file>)
#
# adds to the room the definition of `std::string_view <name>()`, in the namespace syncline.
function(syncline_embed_text room name path)
  file(READ ${path} text)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
  set(output ${PROJECT_BINARY_DIR}/generated/${name}.cc)
  file(CONFIGURE OUTPUT ${output} @ONLY CONTENT [[
#include <string_view>

namespace syncline {

std::string_view @name@() {
  return R"~~(@text@)~~";
}

}  // namespace syncline
]])
  target_sources(room_${room} PRIVATE ${output})
endfunction()
