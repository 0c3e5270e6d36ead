# The house's rules, read from the sources themselves.
add_executable(test_tidy ${CMAKE_CURRENT_LIST_DIR}/tidy_test.cc ${CMAKE_CURRENT_LIST_DIR}/sources.cc)
target_include_directories(test_tidy PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
target_compile_definitions(test_tidy PRIVATE SYNCLINE_SOURCE="${PROJECT_SOURCE_DIR}")
target_link_libraries(test_tidy PRIVATE GTest::gtest_main)
gtest_discover_tests(test_tidy TEST_PREFIX "tidy." DISCOVERY_MODE PRE_TEST)
