# Compiler settings shared by every target of the project.
option(DAYLIGHT_HARDENING "Harden the executables (release)" OFF)
set(DAYLIGHT_SANITIZE "" CACHE STRING "Sanitizers to build with: address,undefined or thread")
option(DAYLIGHT_FUZZ "Build for libFuzzer (clang): the targets of tests/fuzz and what they test" OFF)

add_library(daylight_options INTERFACE)
target_include_directories(daylight_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(daylight_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast
    -Wcast-align -Woverloaded-virtual -Wnull-dereference -Wdouble-promotion -Wformat=2 -Werror)

# Once it optimises, g++ 12 sees null pointers and overflows in the standard library's own inlined code.
target_compile_options(daylight_options INTERFACE "$<$<CONFIG:Release>:-Wno-null-dereference;-Wno-array-bounds;\
-Wno-stringop-overflow;-Wno-stringop-overread;-Wno-restrict>")

set(DAYLIGHT_SANITIZED 0)  # for who must know it
if(DAYLIGHT_SANITIZE)
    set(DAYLIGHT_SANITIZED 1)
    target_compile_options(daylight_options INTERFACE -fsanitize=${DAYLIGHT_SANITIZE} -fno-omit-frame-pointer
        -fno-sanitize-recover=all -Wno-null-dereference)
    target_link_options(daylight_options INTERFACE -fsanitize=${DAYLIGHT_SANITIZE})
endif()
if(DAYLIGHT_FUZZ)
    target_compile_options(daylight_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(DAYLIGHT_HARDENING)
    set(CMAKE_POSITION_INDEPENDENT_CODE ON)
    target_compile_options(daylight_options INTERFACE -D_FORTIFY_SOURCE=2 -D_GLIBCXX_ASSERTIONS
        -fstack-protector-strong -fstack-clash-protection -fcf-protection=full)
    target_link_options(daylight_options INTERFACE -pie -Wl,-z,relro,-z,now,-z,noexecstack)
endif()

find_program(DAYLIGHT_MOLD mold)
if(DAYLIGHT_MOLD)
    add_link_options(-fuse-ld=mold)
endif()

find_program(DAYLIGHT_CCACHE ccache)
if(DAYLIGHT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_ctime,include_file_mtime
        CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${DAYLIGHT_CCACHE})
endif()

# daylight_library(name LINKS other libraries): every .cpp of the current folder (not its sub-folders).
function(daylight_library name)
    cmake_parse_arguments(ARG "" "" "LINKS;PRIVATE_LINKS" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
    list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
    if(NOT sources)
        add_library(${name} INTERFACE)
        target_link_libraries(${name} INTERFACE daylight_options ${ARG_LINKS})
        return()
    endif()
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC daylight_options ${ARG_LINKS} PRIVATE ${ARG_PRIVATE_LINKS})
    daylight_precompiled(${name})
endfunction()

# daylight_embed(target FUNCTION name FILES globs): data files compiled into the target, see base/embedded_file.hpp.
function(daylight_embed target)
    cmake_parse_arguments(ARG "" "FUNCTION" "FILES" ${ARGN})
    list(TRANSFORM ARG_FILES PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/ REGEX "^[^/]")
    file(GLOB files CONFIGURE_DEPENDS ${ARG_FILES})
    string(REPLACE "::" "_" stem ${ARG_FUNCTION})
    set(output ${CMAKE_CURRENT_BINARY_DIR}/embedded_${stem}.cpp)
    add_custom_command(OUTPUT ${output}
        COMMAND ${CMAKE_COMMAND} "-DFILES=${files}" -DOUTPUT=${output} -DFUNCTION=${ARG_FUNCTION}
            -P ${CMAKE_SOURCE_DIR}/cmake/embed_files.cmake
        DEPENDS ${files} ${CMAKE_SOURCE_DIR}/cmake/embed_files.cmake VERBATIM)
    target_sources(${target} PRIVATE ${output})
endfunction()

# daylight_tests(name LINKS libraries): every *_test.cpp of the current folder as one test program.
function(daylight_tests name)
    cmake_parse_arguments(ARG "" "LABEL" "LINKS" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
    add_executable(${name} ${sources})
    target_link_libraries(${name} PRIVATE daylight_options ${ARG_LINKS} GTest::gmock GTest::gtest_main)
    target_compile_definitions(${name} PRIVATE DAYLIGHT_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    if(DAYLIGHT_SANITIZE)
        # With sanitizers on, g++ 12 takes parts of std::regex for uninitialised.
        target_compile_options(${name} PRIVATE -Wno-maybe-uninitialized)
    endif()
    daylight_precompiled(${name} TESTS)
    gtest_discover_tests(${name} DISCOVERY_TIMEOUT 60 PROPERTIES LABELS ${ARG_LABEL})
endfunction()
