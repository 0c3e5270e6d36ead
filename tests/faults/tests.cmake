# The program is killed, cut off and refused at every statement; see faults/*_test.cc.
set(faults ${CMAKE_CURRENT_SOURCE_DIR}/faults)
add_library(file_faults SHARED ${faults}/file_faults.cc)
# It is loaded into shells too: nothing of a sanitizer may come with it.
target_compile_options(file_faults PRIVATE -fno-sanitize=all)
target_link_options(file_faults PRIVATE -fno-sanitize=all)
find_package(SQLite3 REQUIRED)
target_link_libraries(file_faults PRIVATE SQLite::SQLite3 ${CMAKE_DL_LIBS})

file(GLOB fault_sources CONFIGURE_DEPENDS ${faults}/*.cc)
list(FILTER fault_sources EXCLUDE REGEX "/file_faults\\.cc$")
add_executable(test_faults ${fault_sources})
target_include_directories(test_faults PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
target_compile_definitions(test_faults PRIVATE
  SYNCLINE_FAULTS_HISTORY="${faults}/history" SYNCLINE_PROGRAM="$<TARGET_FILE:syncline>"
  SYNCLINE_FILE_FAULTS="$<TARGET_FILE:file_faults>")
syncline_use(test_faults base model diff dialect plan postgres sqlite migrate)
target_link_libraries(test_faults PRIVATE GTest::gtest_main)
add_dependencies(test_faults syncline file_faults)
# By suite, for each starts servers. The first ones have two hands at work; the others wait most of their time,
# and run beside others, from the beginning on.
foreach(suite IN ITEMS Postgres Sqlite Backups KeptRows Builds Crowd Deployments)
  add_test(NAME faults.${suite} COMMAND test_faults "--gtest_filter=${suite}.*:*/${suite}.*:Others${suite}.*")
  set_tests_properties(faults.${suite} PROPERTIES ENVIRONMENT "SYNCLINE_CACHE=${CMAKE_BINARY_DIR}/test-cache")
endforeach()
foreach(suite IN ITEMS Postgres Sqlite Backups KeptRows)
  set_tests_properties(faults.${suite} PROPERTIES PROCESSORS 2)
endforeach()
foreach(suite IN ITEMS Builds Crowd Deployments)
  set_tests_properties(faults.${suite} PROPERTIES COST 20)
endforeach()
