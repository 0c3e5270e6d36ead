add_executable(test_flows ${CMAKE_CURRENT_SOURCE_DIR}/flows/flows_test.cc
               ${CMAKE_CURRENT_SOURCE_DIR}/support/rows.cc)
target_include_directories(test_flows PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
target_compile_definitions(test_flows PRIVATE
  SYNCLINE_FLOWS="${CMAKE_CURRENT_SOURCE_DIR}/flows" SYNCLINE_PROGRAM="$<TARGET_FILE:syncline>")
syncline_use(test_flows base model diff dialect postgres sqlite)
target_link_libraries(test_flows PRIVATE GTest::gtest_main)
add_dependencies(test_flows syncline)
gtest_discover_tests(test_flows TEST_PREFIX "flows." DISCOVERY_MODE PRE_TEST
                     PROPERTIES ENVIRONMENT "SYNCLINE_CACHE=${CMAKE_BINARY_DIR}/test-cache")
