# What users get: the installed folder and the Debian package.
if(TARGET syncline)
  foreach(form IN ITEMS install deb)
    add_test(NAME package.${form}
      COMMAND ${CMAKE_CURRENT_LIST_DIR}/package_test ${form} ${CMAKE_BINARY_DIR} ${PROJECT_VERSION})
  endforeach()
endif()
