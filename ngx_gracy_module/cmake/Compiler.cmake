# The compiler, the language, the warnings and the sanitizers of every target.

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  message(FATAL_ERROR
    "Gracy is not built with g++: g++ 12 silently miscompiles common co_await operands "
    "(an aggregate, a capturing lambda or a class-type ?: inside the awaited expression is destroyed twice). "
    "Use clang 19: cmake --preset release, or -DCMAKE_C_COMPILER=clang-19 -DCMAKE_CXX_COMPILER=clang++-19.")
endif()
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang" OR CMAKE_CXX_COMPILER_VERSION VERSION_LESS 19)
  message(FATAL_ERROR "Gracy is built with clang 19 or newer; this is ${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}.")
endif()

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)

# Sibling-call optimisation even in debug builds: without it a loop of coroutines that complete at once
# grows the stack until it overflows.
set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g -foptimize-sibling-calls")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g -DNDEBUG")

# The module is optimised as one: its folders are libraries that call each other for every column of every row, which
# takes a tenth of its CPU time. Objects hold machine code besides, so that the many test programs link as they are.
set(GRACY_WHOLE_PROGRAM $<$<CONFIG:RelWithDebInfo>:-flto=thin;-ffat-lto-objects>)

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
                    -Wno-gnu-zero-variadic-macro-arguments -Wno-c99-designator -Werror)
add_link_options(-fuse-ld=lld-19 -Wl,-z,relro,-z,now)

set(GRACY_SANITIZE "" CACHE STRING "Sanitizers for -fsanitize=, for example address,undefined")
if(GRACY_SANITIZE)
  # use-after-scope is off: its stack poisoning defeats the tail calls that symmetric transfer needs.
  add_compile_options(-fsanitize=${GRACY_SANITIZE} -fno-sanitize-recover=all -fno-sanitize-address-use-after-scope
                      -fno-omit-frame-pointer -gline-tables-only)  # all that a report needs, and quicker to build
  add_link_options(-fsanitize=${GRACY_SANITIZE})
  # The module is loaded into an nginx that has no sanitizer of its own: the runtime must be a shared library
  # that LD_PRELOAD can name.
  # -print-runtime-dir names a folder that Debian's package does not use; -print-file-name finds the file.
  execute_process(COMMAND ${CMAKE_CXX_COMPILER} -print-file-name=libclang_rt.asan-${CMAKE_SYSTEM_PROCESSOR}.so
                  OUTPUT_VARIABLE runtime OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  get_filename_component(runtime_directory ${runtime} DIRECTORY)
  add_link_options(-shared-libsan -Wl,-rpath,${runtime_directory})
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
endif()
