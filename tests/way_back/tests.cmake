add_executable(test_way_back ${CMAKE_CURRENT_SOURCE_DIR}/way_back/way_back_test.cc
               ${CMAKE_CURRENT_SOURCE_DIR}/support/rows.cc)
target_include_directories(test_way_back PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
target_compile_definitions(test_way_back PRIVATE SYNCLINE_PROGRAM="$<TARGET_FILE:syncline>")
syncline_use(test_way_back base model diff dialect postgres sqlite)
target_link_libraries(test_way_back PRIVATE GTest::gtest_main)
add_dependencies(test_way_back syncline)
gtest_discover_tests(test_way_back TEST_PREFIX "way_back." DISCOVERY_MODE PRE_TEST
                     PROPERTIES ENVIRONMENT "SYNCLINE_CACHE=${CMAKE_BINARY_DIR}/test-cache")
