# gracy_release: what base/release.hpp tells, the version and a hash over everything that the module and the worker are made of.
# No commit: a tree that was unpacked has none, and the same sources are the same build.
file(GLOB_RECURSE release_files CONFIGURE_DEPENDS RELATIVE ${CMAKE_SOURCE_DIR}
     ${CMAKE_SOURCE_DIR}/ngx_gracy_module/*.c ${CMAKE_SOURCE_DIR}/ngx_gracy_module/*.cpp ${CMAKE_SOURCE_DIR}/ngx_gracy_module/*.hpp
     ${CMAKE_SOURCE_DIR}/ngx_gracy_module/*.json ${CMAKE_SOURCE_DIR}/ngx_gracy_module/*.cmake ${CMAKE_SOURCE_DIR}/ngx_gracy_module/*.py
     ${CMAKE_SOURCE_DIR}/ngx_gracy_module/CMakeLists.txt ${CMAKE_SOURCE_DIR}/sql/migrations/*.sql ${CMAKE_SOURCE_DIR}/sql/functions/*.sql
     ${CMAKE_SOURCE_DIR}/sql/queries/*.sql)
set(embed_release ${CMAKE_SOURCE_DIR}/ngx_gracy_module/cmake/embed_release.py)
set(release_list ${CMAKE_BINARY_DIR}/generated/release_files.txt)
set(release_source ${CMAKE_BINARY_DIR}/generated/release.cpp)
list(JOIN release_files "\n" release_lines)
file(CONFIGURE OUTPUT ${release_list} CONTENT "${release_lines}\n" @ONLY)
list(TRANSFORM release_files PREPEND ${CMAKE_SOURCE_DIR}/ OUTPUT_VARIABLE release_paths)
add_custom_command(
  OUTPUT ${release_source}
  COMMAND ${Python3_EXECUTABLE} ${embed_release} --version ${PROJECT_VERSION} --root ${CMAKE_SOURCE_DIR} --out ${release_source} ${release_list}
  DEPENDS ${embed_release} ${release_list} ${release_paths}
  COMMENT "Naming this build")
add_library(gracy_release STATIC ${release_source})
target_compile_options(gracy_release PRIVATE ${GRACY_WHOLE_PROGRAM})
target_link_libraries(gracy_release PUBLIC gracy_base)
