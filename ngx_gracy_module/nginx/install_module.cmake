# Run by `cmake --install`: puts the module under a name that has its content in it, and writes the line that loads it.
# Expects: module (path of the built file), version.
file(SHA256 "${module}" digest)
string(SUBSTRING "${digest}" 0 12 digest)
set(name "ngx_gracy_module-${version}-${digest}.so")
file(INSTALL DESTINATION "${CMAKE_INSTALL_PREFIX}/lib/gracy" TYPE FILE RENAME "${name}" FILES "${module}")

# Replaced as a whole, so that a reload at this moment reads the old line or the new one.
set(folder "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/etc")
file(WRITE "${folder}/load_module.conf.new" "load_module ${CMAKE_INSTALL_PREFIX}/lib/gracy/${name};\n")
file(RENAME "${folder}/load_module.conf.new" "${folder}/load_module.conf")
message(STATUS "Installed: ${folder}/load_module.conf")
