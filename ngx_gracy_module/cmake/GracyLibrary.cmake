include(Precompiled)

# gracy_library(<folder> [FEATURES] [NO_LTO] LINK <targets>...): one static library a folder; FEATURES: with a folder for
# each of its features; NO_LTO: it is no part of the module, and compiling it for that too would be for nothing.
#
# The walls of the design are held here: a library's include path is a folder that holds nothing but a link to its own
# sources, and others get it only by linking the library. An include across a wall does not compile.
function(gracy_library folder)
  cmake_parse_arguments(ARG "FEATURES;NO_LTO" "" "LINK;PRIVATE_LINK" ${ARGN})
  set(wall ${CMAKE_BINARY_DIR}/walls/${folder})
  file(MAKE_DIRECTORY ${wall})
  file(CREATE_LINK ${CMAKE_SOURCE_DIR}/ngx_gracy_module/${folder} ${wall}/${folder} SYMBOLIC)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/ngx_gracy_module/${folder}/*.cpp)
  if(ARG_FEATURES)
    file(GLOB feature_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/ngx_gracy_module/${folder}/*/*.cpp)
    list(APPEND sources ${feature_sources})
  endif()
  if(sources)
    add_library(gracy_${folder} STATIC ${sources})
    if(NOT ARG_NO_LTO)
      target_compile_options(gracy_${folder} PRIVATE ${GRACY_WHOLE_PROGRAM})
    endif()
    target_include_directories(gracy_${folder} PUBLIC ${wall})
    target_link_libraries(gracy_${folder} PUBLIC ${ARG_LINK} PRIVATE ${ARG_PRIVATE_LINK})
    gracy_precompile(gracy_${folder})
  else()
    add_library(gracy_${folder} INTERFACE)
    target_include_directories(gracy_${folder} INTERFACE ${wall})
    target_link_libraries(gracy_${folder} INTERFACE ${ARG_LINK} ${ARG_PRIVATE_LINK})
  endif()
  set_property(GLOBAL APPEND PROPERTY GRACY_FOLDERS ${folder})
endfunction()
