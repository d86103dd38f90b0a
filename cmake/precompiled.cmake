# Others' headers that most files read, read once. Ours are not among them: they change. Each file still includes what
# it uses, which the fuzzing preset checks: another compiler, and nothing precompiled.
option(DAYLIGHT_PRECOMPILE "Read the common headers once" ON)
if(DAYLIGHT_FUZZ)
    set(DAYLIGHT_PRECOMPILE OFF)
endif()

set(daylight_common_headers
    <algorithm> <array> <chrono> <condition_variable> <cstdint> <deque> <filesystem> <fstream> <functional> <map> <memory>
    <mutex> <optional> <set> <span> <sstream> <stdexcept> <string> <string_view> <system_error> <thread> <unordered_map>
    <utility> <variant> <vector> <boost/describe.hpp> <boost/json.hpp> <boost/mp11.hpp> <fmt/format.h>)

if(DAYLIGHT_PRECOMPILE)
    add_library(precompiled OBJECT ${CMAKE_CURRENT_LIST_DIR}/precompiled.cpp)
    target_link_libraries(precompiled PRIVATE daylight_options Boost::json fmt::fmt)
    target_precompile_headers(precompiled PRIVATE ${daylight_common_headers})
    add_library(precompiled_tests OBJECT ${CMAKE_CURRENT_LIST_DIR}/precompiled.cpp)
    target_link_libraries(precompiled_tests PRIVATE daylight_options Boost::json fmt::fmt GTest::gmock)
    target_precompile_headers(precompiled_tests PRIVATE ${daylight_common_headers} <gtest/gtest.h> <gmock/gmock.h>)
    if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        target_compile_options(daylight_options INTERFACE -fpch-preprocess) # for ccache
    endif()
endif()

# daylight_precompiled(target [TESTS])
function(daylight_precompiled target)
    cmake_parse_arguments(ARG "TESTS" "" "" ${ARGN})
    if(DAYLIGHT_PRECOMPILE AND ARG_TESTS)
        target_precompile_headers(${target} REUSE_FROM precompiled_tests)
    elseif(DAYLIGHT_PRECOMPILE)
        target_precompile_headers(${target} REUSE_FROM precompiled)
    endif()
endfunction()
