# A room is a folder of src/ with one direction: it sees only the rooms named after its own name.
#
#   syncline_room(<name> [LINK <libraries>...])
#
# makes the object library room_<name> from every .cc below src/<name>.
function(syncline_room name)
  cmake_parse_arguments(ARG "" "" "LINK" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cc)
  list(FILTER sources EXCLUDE REGEX "/cli/main\\.cc$")
  if(NOT sources)
    return()
  endif()
  add_library(room_${name} OBJECT ${sources})
  target_include_directories(room_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  target_link_libraries(room_${name} PUBLIC fmt::fmt ${ARG_LINK} Threads::Threads)
  set_property(GLOBAL APPEND PROPERTY SYNCLINE_ROOMS ${name})
  syncline_precompile(room_${name})
endfunction()

# The objects and libraries of several rooms, for a program or a test of them.
function(syncline_use target)
  foreach(room IN LISTS ARGN)
    if(TARGET room_${room})
      target_link_libraries(${target} PRIVATE room_${room})
    endif()
  endforeach()
  syncline_precompile(${target})
endfunction()

# Release builds are mostly cold ones: a newcomer's, a packager's, CI's. They compile the heavy headers once,
# for the room base, and all others use that; tests have their own, for test_base. Debug builds are mostly
# warm: there ccache, which precompiled headers get in the way of, saves more.
set(SYNCLINE_HEADERS ${PROJECT_SOURCE_DIR}/src/base/common.h)
set(SYNCLINE_HEADERS_OF room_base)
function(syncline_precompile target)
  if(CMAKE_BUILD_TYPE STREQUAL "Debug")
    return()
  endif()
  if(target STREQUAL SYNCLINE_HEADERS_OF)
    target_precompile_headers(${target} PRIVATE ${SYNCLINE_HEADERS})
  else()
    target_precompile_headers(${target} REUSE_FROM ${SYNCLINE_HEADERS_OF})
  endif()
endfunction()
