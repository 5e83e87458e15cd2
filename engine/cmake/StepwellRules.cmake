# The rules every target of ours is built by, and the one way of making a room.
include(GNUInstallDirs)

find_program(STEPWELL_CCACHE ccache)
if(STEPWELL_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${STEPWELL_CCACHE})
endif()
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

add_library(stepwell_rules INTERFACE)
target_compile_features(stepwell_rules INTERFACE cxx_std_20)
# The same bits everywhere: no fused multiply-add behind our back. Never -ffast-math.
target_compile_options(stepwell_rules INTERFACE -ffp-contract=off
  $<BUILD_INTERFACE:-Wall> $<BUILD_INTERFACE:-Wextra> $<BUILD_INTERFACE:-Wpedantic>
  $<BUILD_INTERFACE:-Wshadow> $<BUILD_INTERFACE:-Wconversion> $<BUILD_INTERFACE:-Wno-sign-conversion>
  $<BUILD_INTERFACE:-Wno-missing-field-initializers>)  # designated initialisers name what differs from the default
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # Nobody replaces our functions at load time, so position-independent code may inline them, as clang's does anyway.
  target_compile_options(stepwell_rules INTERFACE $<BUILD_INTERFACE:-fno-semantic-interposition>)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # g++ 12 warns of overlapping copies in std::string's operator+ where there are none (GCC bug 105329).
  target_compile_options(stepwell_rules INTERFACE $<BUILD_INTERFACE:-Wno-restrict>)
endif()
if(STEPWELL_SANITIZE)
  target_compile_options(stepwell_rules INTERFACE -fsanitize=${STEPWELL_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(stepwell_rules INTERFACE -fsanitize=${STEPWELL_SANITIZE})
endif()
if(STEPWELL_PROFILE AND NOT CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  message(FATAL_ERROR "STEPWELL_PROFILE is for g++; leave it out, or set CMAKE_CXX_COMPILER to g++")
elseif(STEPWELL_PROFILE STREQUAL "make")
  target_compile_options(stepwell_rules INTERFACE $<BUILD_INTERFACE:-fprofile-generate> $<BUILD_INTERFACE:-fprofile-update=prefer-atomic>)
  target_link_options(stepwell_rules INTERFACE $<BUILD_INTERFACE:-fprofile-generate>)
elseif(STEPWELL_PROFILE STREQUAL "use")
  # Much of the program was never run for the profile: no reason to make it slow.
  target_compile_options(stepwell_rules INTERFACE $<BUILD_INTERFACE:-fprofile-use> $<BUILD_INTERFACE:-fprofile-partial-training> $<BUILD_INTERFACE:-Wno-missing-profile>)
elseif(STEPWELL_PROFILE)
  message(FATAL_ERROR "STEPWELL_PROFILE is '${STEPWELL_PROFILE}'; it may be 'make', 'use' or nothing")
endif()

# stepwell_room(NAME [USES room...] [LINKS target...]): the library of engine/stepwell/NAME; static, or headers alone.
# Rooms see the rooms that they use; third-party targets stay private to the .cpp files.
function(stepwell_room name)
  cmake_parse_arguments(ROOM "" "" "USES;LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/stepwell/${name}/*.cpp)
  if(sources)
    set(visible PUBLIC)
    add_library(stepwell_${name} STATIC ${sources})
    target_link_libraries(stepwell_${name} PRIVATE $<BUILD_INTERFACE:stepwell_rules> ${ROOM_LINKS})
  else()
    set(visible INTERFACE)
    add_library(stepwell_${name} INTERFACE)
  endif()
  add_library(stepwell::${name} ALIAS stepwell_${name})
  set_target_properties(stepwell_${name} PROPERTIES EXPORT_NAME ${name})
  target_include_directories(stepwell_${name} ${visible}
    $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_compile_features(stepwell_${name} ${visible} cxx_std_20)
  foreach(room ${ROOM_USES})
    target_link_libraries(stepwell_${name} ${visible} stepwell_${room})
  endforeach()
  set_property(GLOBAL APPEND PROPERTY STEPWELL_ROOMS stepwell_${name})
endfunction()
