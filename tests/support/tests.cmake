# The case folders: one program, one test per folder.
set(support ${CMAKE_CURRENT_SOURCE_DIR}/support)
add_executable(test_cases ${support}/cases_test.cc ${support}/case.cc ${support}/dump.cc ${support}/rows.cc
               ${support}/random_schema.cc)
target_include_directories(test_cases PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
target_compile_definitions(test_cases PRIVATE SYNCLINE_CASES="${CMAKE_CURRENT_SOURCE_DIR}/cases")
syncline_use(test_cases base model diff dialect plan postgres sqlite)
target_link_libraries(test_cases PRIVATE GTest::gtest_main)
gtest_discover_tests(test_cases TEST_PREFIX "cases." DISCOVERY_MODE PRE_TEST
                     PROPERTIES ENVIRONMENT "SYNCLINE_CACHE=${CMAKE_BINARY_DIR}/test-cache")
