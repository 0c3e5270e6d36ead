# A password in every place where one can be configured, and every command: it is found nowhere.
if(TARGET syncline)
  add_executable(test_secrets ${CMAKE_CURRENT_SOURCE_DIR}/secrets/secrets_test.cc
                              ${CMAKE_CURRENT_SOURCE_DIR}/secrets/plants.cc
                              ${CMAKE_CURRENT_SOURCE_DIR}/secrets/process_watch.cc)
  target_include_directories(test_secrets PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  target_compile_definitions(test_secrets PRIVATE SYNCLINE_PROGRAM="$<TARGET_FILE:syncline>")
  target_link_libraries(test_secrets PRIVATE syncline_library GTest::gtest)
  syncline_precompile(test_secrets)
  add_dependencies(test_secrets syncline)
  gtest_discover_tests(test_secrets TEST_PREFIX "secrets." DISCOVERY_MODE PRE_TEST)
endif()
