# Debian's libraries, as imported targets. A folder links only what its wall lets it see (DESIGN 3).
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
foreach(library IN ITEMS libpq libbson-1.0 libmongoc-1.0 jansson libsodium libcrypto libssl libutf8proc libcrypto++ libsecp256k1 zlib libuv libcurl cmocka)
  pkg_check_modules(${library} REQUIRED IMPORTED_TARGET ${library})
endforeach()

# Snowball has no pkg-config file.
find_path(STEMMER_INCLUDE_DIR libstemmer.h REQUIRED)
find_library(STEMMER_LIBRARY stemmer REQUIRED)
add_library(stemmer::stemmer UNKNOWN IMPORTED)
set_target_properties(stemmer::stemmer PROPERTIES IMPORTED_LOCATION ${STEMMER_LIBRARY}
                                                  INTERFACE_INCLUDE_DIRECTORIES ${STEMMER_INCLUDE_DIR})
