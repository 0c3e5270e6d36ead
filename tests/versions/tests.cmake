add_executable(test_versions ${CMAKE_CURRENT_SOURCE_DIR}/versions/versions_test.cc
                             ${CMAKE_CURRENT_SOURCE_DIR}/versions/servers.cc)
target_compile_definitions(test_versions PRIVATE
  SYNCLINE_CASES="${CMAKE_CURRENT_SOURCE_DIR}/cases"
  SYNCLINE_VERSION_SAMPLES="${CMAKE_CURRENT_SOURCE_DIR}/versions/schemas")
syncline_use(test_versions base model diff dialect postgres)
target_link_libraries(test_versions PRIVATE GTest::gtest_main)
gtest_discover_tests(test_versions TEST_PREFIX "versions." DISCOVERY_MODE PRE_TEST
                     PROPERTIES ENVIRONMENT "SYNCLINE_CACHE=${CMAKE_BINARY_DIR}/test-cache")
