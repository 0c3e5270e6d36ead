# Random edits of the models in a row, each synced into a database with rows; see edits_test.cc.
set(edits ${CMAKE_CURRENT_SOURCE_DIR}/edits)
add_executable(test_edits ${edits}/edits_test.cc ${edits}/workbench.cc ${edits}/models.cc
               ${CMAKE_CURRENT_SOURCE_DIR}/support/rows.cc ${CMAKE_CURRENT_SOURCE_DIR}/support/dump.cc
               ${CMAKE_CURRENT_SOURCE_DIR}/support/random_schema.cc)
target_include_directories(test_edits PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
syncline_use(test_edits base model diff dialect plan postgres sqlite migrate env)
target_link_libraries(test_edits PRIVATE GTest::gtest_main)
gtest_discover_tests(test_edits TEST_PREFIX "edits." DISCOVERY_MODE PRE_TEST
                     PROPERTIES ENVIRONMENT "SYNCLINE_CACHE=${CMAKE_BINARY_DIR}/test-cache")
