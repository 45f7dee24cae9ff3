# gracy_sql: sql/queries as typed statements (gracy/sql/<feature>.hpp, gracy::sql::catalogue()).
# gracy_migrations: sql/migrations and sql/functions as text with checksums, for the worker.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(embed_sql ${CMAKE_SOURCE_DIR}/ngx_gracy_module/cmake/embed_sql.py)
set(sql_output ${CMAKE_BINARY_DIR}/generated)

file(GLOB_RECURSE query_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/sql/queries/*.sql)
file(GLOB_RECURSE migration_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/sql/migrations/*.sql ${CMAKE_SOURCE_DIR}/sql/functions/*.sql)
