# Transcripts of the whole program: tests/scripts/*.test.
if(TARGET syncline)
  add_executable(test_scripts ${CMAKE_CURRENT_SOURCE_DIR}/scripts/scripts_test.cc
                              ${CMAKE_CURRENT_SOURCE_DIR}/support/transcript.cc)
  target_include_directories(test_scripts PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  target_compile_definitions(test_scripts PRIVATE SYNCLINE_PROGRAM="$<TARGET_FILE:syncline>"
                                                  SYNCLINE_SCRIPTS="${CMAKE_CURRENT_SOURCE_DIR}/scripts")
  target_link_libraries(test_scripts PRIVATE syncline_library GTest::gtest)
  syncline_precompile(test_scripts)
  add_dependencies(test_scripts syncline)
  gtest_discover_tests(test_scripts TEST_PREFIX "scripts." DISCOVERY_MODE PRE_TEST)
endif()
