# The watcher, disturbed while it watches; see watch_test.cc.
set(watch ${CMAKE_CURRENT_SOURCE_DIR}/watch)
add_executable(test_watch_faults ${watch}/watch_test.cc ${watch}/watched.cc
               ${CMAKE_CURRENT_SOURCE_DIR}/faults/server.cc)
target_include_directories(test_watch_faults PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
target_compile_definitions(test_watch_faults PRIVATE SYNCLINE_PROGRAM="$<TARGET_FILE:syncline>")
syncline_use(test_watch_faults base model diff dialect postgres sqlite)
target_link_libraries(test_watch_faults PRIVATE GTest::gtest_main)
add_dependencies(test_watch_faults syncline)
add_test(NAME watch.faults COMMAND test_watch_faults)
# It waits most of its time: first, beside others.
set_tests_properties(watch.faults PROPERTIES COST 60)
