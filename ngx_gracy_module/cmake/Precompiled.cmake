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
    get_target_property(type ${target} TYPE)
    if(type STREQUAL "EXECUTABLE")
      # As the libraries: what is read was compiled with -fPIC and fits no -fPIE.
      set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
      target_compile_options(${target} PRIVATE -fPIC)
    endif()
    target_precompile_headers(${target} REUSE_FROM gracy_precompiled)
  endif()
endfunction()
