# SPDX-License-Identifier: MIT
# Libraries that not every letter needs, for a picture, a page of the web, a ZIP, a date spelt out, the desk, are
# loaded by the first call that does, not whenever the program starts: to load all of them costs more than to read a
# letter.

# What is called, linked as if the program were: a name that a library does not have stops the build, and whoever
# packages the program reads here which libraries it needs (debian/rules).
add_library(lazy-libraries MODULE)
target_compile_definitions(lazy-libraries PRIVATE WARRAQ_LAZY_LINKED)
target_compile_options(lazy-libraries PRIVATE -fvisibility=default)
if(NOT WARRAQ_SANITIZE AND NOT WARRAQ_FUZZ) # what checkers call is in the program alone
  target_link_options(lazy-libraries PRIVATE -Wl,-z,defs)
endif()
target_include_directories(lazy-libraries PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/tables)

# warraq_lazy(room_ROOM HEADER PREFIX LIBRARY [BY_CALL] INCLUDE headers... CALLS functions...): makes HEADER, in
# which the functions of lib LIBRARY, found by pkg-config as PREFIX, go through pointers, and lazy_NAME_open(), which
# finds them; NAME is the header's. A function that is not listed here is one the linker does not find. BY_CALL: a
# library that is called in so many places that each call opens it, and without which the program cannot go on.
function(warraq_lazy room header prefix library)
  cmake_parse_arguments(LAZY "BY_CALL" "" "INCLUDE;CALLS" ${ARGN})
  set(LAZY_HEADER ${header})
  cmake_path(GET header STEM LAZY_NAME)
  string(REGEX REPLACE "^lazy_" "" LAZY_NAME ${LAZY_NAME})
  set(file ${${prefix}_LINK_LIBRARIES})
  list(FILTER file INCLUDE REGEX "/lib${library}\\.so$")
  execute_process(COMMAND ${CMAKE_READELF} -d ${file} OUTPUT_VARIABLE dynamic COMMAND_ERROR_IS_FATAL ANY)
  if(NOT dynamic MATCHES "SONAME[^[]*\\[([^]]+)\\]")
    message(FATAL_ERROR "lib${library} has no name of its own: ${file}")
  endif()
  set(LAZY_SONAME ${CMAKE_MATCH_1})
  list(TRANSFORM LAZY_INCLUDE REPLACE "(.+)" "#include <\\1>" OUTPUT_VARIABLE LAZY_INCLUDES)
  list(JOIN LAZY_INCLUDES "\n" LAZY_INCLUDES)
  set(table lazy_${LAZY_NAME}.)
  if(LAZY_BY_CALL)
    set(LAZY_BY_CALL 1)
    set(table lazy_${LAZY_NAME}_called\(\)->)
    set(LAZY_INCLUDES "${LAZY_INCLUDES}\n#include <stdatomic.h>\n#include <stdbool.h>")
    string(CONFIGURE [[
extern atomic_bool lazy_@LAZY_NAME@_is_open;
void lazy_@LAZY_NAME@_must_open(void);
static inline const struct lazy_@LAZY_NAME@ *lazy_@LAZY_NAME@_called(void)
{
    if (!atomic_load_explicit(&lazy_@LAZY_NAME@_is_open, memory_order_acquire))
        lazy_@LAZY_NAME@_must_open();
    return &lazy_@LAZY_NAME@;
}
]] LAZY_CALLED @ONLY)
  else()
    set(LAZY_BY_CALL 0)
    set(LAZY_CALLED "")
  endif()
  foreach(call ${LAZY_CALLS})
    string(APPEND LAZY_MEMBERS "    __typeof__(${call}) *of_${call};\n")
    string(APPEND LAZY_REDIRECTS "#undef ${call}\n#define ${call} (*${table}of_${call})\n")
    string(APPEND LAZY_LINKED "    (void *)&${call},\n")
    string(APPEND LAZY_FINDS "    FIND(${call}, NAME_OF(${call}))\n")
  endforeach()
  set(made ${CMAKE_CURRENT_BINARY_DIR}/tables/${header})
  string(REGEX REPLACE "\\.h$" ".c" source ${made})
  configure_file(${PROJECT_SOURCE_DIR}/cmake/lazy.h.in ${made} @ONLY)
  configure_file(${PROJECT_SOURCE_DIR}/cmake/lazy.c.in ${source} @ONLY)
  target_sources(${room} PRIVATE ${source})
  target_include_directories(${room} PUBLIC ${CMAKE_CURRENT_BINARY_DIR}/tables)
  target_include_directories(${room} SYSTEM PUBLIC ${${prefix}_INCLUDE_DIRS})
  target_link_libraries(${room} PUBLIC ${CMAKE_DL_LIBS})
  target_sources(lazy-libraries PRIVATE ${source})
  target_link_libraries(lazy-libraries PRIVATE ${file})
  target_include_directories(lazy-libraries SYSTEM PRIVATE ${${prefix}_INCLUDE_DIRS})
endfunction()
