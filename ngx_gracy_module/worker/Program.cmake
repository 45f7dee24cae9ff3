# gracy-worker: the sidecar.
# The migrations travel inside it, and `migrate` talks to libpq directly.
target_sources(gracy_worker PRIVATE ${GRACY_MIGRATION_SOURCES})
target_include_directories(gracy_worker PRIVATE ${GRACY_SQL_INCLUDE})
target_link_libraries(gracy_worker PRIVATE PkgConfig::libpq)

add_executable(gracy-worker ${CMAKE_CURRENT_LIST_DIR}/program/main.cpp)
target_link_libraries(gracy-worker PRIVATE gracy_worker)
install(TARGETS gracy-worker RUNTIME DESTINATION bin)
