# The demo is a test too: every step must end as it announces.
if(TARGET syncline)
  foreach(part IN ITEMS sqlite postgresql)
    add_test(NAME demo.${part} COMMAND ${PROJECT_SOURCE_DIR}/scripts/demo/league ${part})
    set_tests_properties(demo.${part} PROPERTIES
      ENVIRONMENT "SYNCLINE=$<TARGET_FILE:syncline>;SYNCLINE_CACHE=${CMAKE_BINARY_DIR}/test-cache"
      TIMEOUT 120)
  endforeach()
endif()

# So are the sessions that the documents show.
if(TARGET syncline)
  foreach(document IN ITEMS README.md docs/manual/getting-started.md docs/manual/adopting.md)
    add_test(NAME sessions.${document}
      COMMAND ${CMAKE_CURRENT_LIST_DIR}/session_test ${PROJECT_SOURCE_DIR}/${document}
              $<TARGET_FILE:syncline>)
    set_tests_properties(sessions.${document} PROPERTIES
      ENVIRONMENT "SYNCLINE_CACHE=${CMAKE_BINARY_DIR}/test-cache;SYNCLINE_SOURCE=${PROJECT_SOURCE_DIR}")
  endforeach()
endif()
