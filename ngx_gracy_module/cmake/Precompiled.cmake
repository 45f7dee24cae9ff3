# gracy_precompile(<target>): the standard library's headers, read once for all of a sanitized tree, where they are half of what compiling
# takes. The release tree goes without: it shows that every file includes what it uses.
if(GRACY_SANITIZE)
  file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/precompiled.cpp CONTENT "")
  add_library(gracy_precompiled OBJECT ${CMAKE_BINARY_DIR}/generated/precompiled.cpp)
  target_link_libraries(gracy_precompiled PRIVATE fmt::fmt)
  target_precompile_headers(gracy_precompiled PRIVATE
    <algorithm> <array> <chrono> <coroutine> <deque> <exception> <expected> <functional> <list> <map> <memory> <optional> <set> <span>
    <stdexcept> <string> <string_view> <unordered_map> <utility> <variant> <vector> <fmt/format.h>)
endif()

function(gracy_precompile target)
  if(GRACY_SANITIZE)
    target_precompile_headers(${target} REUSE_FROM gracy_precompiled)
  endif()
endfunction()
