# SPDX-License-Identifier: MIT
# What `cmake --install` puts on a machine: the program, libwarraq with its header,
# pkg-config and CMake package, the data, man pages and completions.
include(CMakePackageConfigHelpers)

install(TARGETS warraq-cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS warraq-shared EXPORT warraq-targets
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
        PUBLIC_HEADER DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT warraq-targets NAMESPACE warraq:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/warraq)

set(package ${PROJECT_BINARY_DIR}/package)
file(RELATIVE_PATH WARRAQ_PC_PREFIX /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
configure_file(cmake/warraq.pc.in ${package}/warraq.pc @ONLY)
file(WRITE ${package}/warraq-config.cmake
     "include(\"\${CMAKE_CURRENT_LIST_DIR}/warraq-targets.cmake\")\n")
write_basic_package_version_file(${package}/warraq-config-version.cmake
                                 COMPATIBILITY SameMajorVersion)
install(FILES ${package}/warraq.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
install(FILES ${package}/warraq-config.cmake ${package}/warraq-config-version.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/warraq)

# Data. The faces are links into Debian's font packages, which the package depends on.
install(DIRECTORY styles data fonts DESTINATION ${CMAKE_INSTALL_DATADIR}/warraq
        PATTERN stage EXCLUDE)
install(DIRECTORY docs/json DESTINATION ${CMAKE_INSTALL_DATADIR}/warraq)

# Man pages and completions come out of the tables the parser reads.
set(manual ${PROJECT_BINARY_DIR}/manual)
set(manual_stamp ${manual}/made)
add_custom_command(
  OUTPUT ${manual_stamp}
  COMMAND ${CMAKE_COMMAND} -E make_directory ${manual}/man/man1 ${manual}/man/man5 ${manual}/man/man7
  COMMAND warraq-manual man ${manual}/man
  COMMAND warraq-manual bash > ${manual}/warraq.bash
  COMMAND warraq-manual zsh > ${manual}/_warraq
  COMMAND warraq-manual fish > ${manual}/warraq.fish
  COMMAND ${CMAKE_COMMAND} -E touch ${manual_stamp}
  DEPENDS warraq-manual
  VERBATIM)
add_custom_target(manual ALL DEPENDS ${manual_stamp})
install(DIRECTORY ${manual}/man/ DESTINATION ${CMAKE_INSTALL_MANDIR})
install(FILES ${manual}/warraq.bash RENAME warraq
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES ${manual}/_warraq DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
install(FILES ${manual}/warraq.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
# The desk on a desktop: its entry in the menu, its mark, what a software centre says of it.
install(FILES desktop/invalid.warraq.desk.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES desktop/invalid.warraq.desk.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES desktop/invalid.warraq.desk.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES README.md README.ar.md LICENSE CHANGES.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR} PATTERN json EXCLUDE)

# Catalogues: po/LANG.po, made into build/locale/ where an uninstalled program finds them.
find_program(MSGFMT msgfmt REQUIRED)
file(GLOB catalogues CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/po/*.po)
foreach(catalogue ${catalogues})
  cmake_path(GET catalogue STEM language)
  set(compiled ${PROJECT_BINARY_DIR}/locale/${language}/LC_MESSAGES/warraq.mo)
  cmake_path(GET compiled PARENT_PATH folder)
  add_custom_command(OUTPUT ${compiled}
                     COMMAND ${CMAKE_COMMAND} -E make_directory ${folder}
                     COMMAND ${MSGFMT} --check -o ${compiled} ${catalogue}
                     DEPENDS ${catalogue} VERBATIM)
  list(APPEND compiled_catalogues ${compiled})
  install(FILES ${compiled} DESTINATION ${CMAKE_INSTALL_LOCALEDIR}/${language}/LC_MESSAGES)
endforeach()
add_custom_target(catalogues ALL DEPENDS ${compiled_catalogues})
