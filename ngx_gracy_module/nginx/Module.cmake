# ngx_gracy_module.so: the folders as nginx loads them.
#
# The module's own file holds what nginx looks up; everything else comes from the libraries. Only three symbols leave it:
# nginx opens modules with RTLD_GLOBAL, and what libstdc++'s templates would export could never be unloaded.
set(module_exports ${CMAKE_CURRENT_SOURCE_DIR}/nginx/exports.map)
add_library(ngx_gracy_module MODULE ${CMAKE_CURRENT_SOURCE_DIR}/nginx/modules.c)
set_target_properties(ngx_gracy_module PROPERTIES PREFIX "" LINKER_LANGUAGE CXX C_VISIBILITY_PRESET default
                      LINK_DEPENDS ${module_exports})
target_link_libraries(ngx_gracy_module PRIVATE gracy_nginx)
# The cache holds what did not change since the last link, which is nearly everything.
target_link_options(ngx_gracy_module PRIVATE ${GRACY_WHOLE_PROGRAM}
                    $<$<CONFIG:RelWithDebInfo>:-Wl,--fat-lto-objects,--thinlto-cache-dir=${CMAKE_BINARY_DIR}/link-cache>)
target_link_options(ngx_gracy_module PRIVATE -Wl,--version-script=${module_exports} -Wl,--build-id=sha1)

# A reload does not load a new file that stands under an old name, so the installed name has the content in it. Old files
# stay: workers of an old configuration may still run from them.
install(CODE "set(module \"$<TARGET_FILE:ngx_gracy_module>\")\nset(version \"${PROJECT_VERSION}\")")
install(SCRIPT ${CMAKE_CURRENT_SOURCE_DIR}/nginx/install_module.cmake)
# What a release is configured with goes with it: scripts/deploy renders these.
install(DIRECTORY ${CMAKE_SOURCE_DIR}/conf/ DESTINATION share/gracy/conf FILES_MATCHING
  PATTERN "nginx.conf" PATTERN "http.conf" PATTERN "locations.conf" PATTERN "worker.toml" PATTERN "assistant/*.toml"
  PATTERN "docs" EXCLUDE PATTERN "env" EXCLUDE PATTERN "prometheus" EXCLUDE PATTERN "slack" EXCLUDE)
