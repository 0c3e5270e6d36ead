# What `cmake --install` puts where, and the Debian package that CPack makes of it.
if(NOT TARGET syncline)
  return()
endif()
include(GNUInstallDirs)

install(TARGETS syncline RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES README.md CHANGELOG.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR} FILES_MATCHING PATTERN "*.md")
install(DIRECTORY examples DESTINATION ${CMAKE_INSTALL_DOCDIR})

# Completions are what the program itself prints.
set(completions ${CMAKE_BINARY_DIR}/completions)
set(completion_files)
foreach(shell IN ITEMS bash zsh fish)
  set(file ${completions}/${shell})
  list(APPEND completion_files ${file})
  add_custom_command(
    OUTPUT ${file}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${completions}
    COMMAND $<TARGET_FILE:syncline> completion ${shell} > ${file}
    DEPENDS syncline
    VERBATIM)
endforeach()
add_custom_target(completions ALL DEPENDS ${completion_files})
install(FILES ${completions}/bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
        RENAME syncline)
install(FILES ${completions}/zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions
        RENAME _syncline)
install(FILES ${completions}/fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d
        RENAME syncline.fish)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME syncline)
set(CPACK_PACKAGE_VENDOR "The Syncline authors")
set(CPACK_PACKAGE_CONTACT "The Syncline authors <syncline@localhost>")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION database)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# The private cluster needs a server's binaries; SQLite alone does not.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS postgresql)
include(CPack)
