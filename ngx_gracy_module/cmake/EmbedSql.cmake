# GRACY_SQL_SOURCES: sql/queries as typed statements (gracy/sql/<feature>.hpp, gracy::sql::catalogue()), for gracy_sql.
# GRACY_MIGRATION_SOURCES: sql/migrations and sql/functions as text with checksums (gracy/migrations.hpp beside it), for
# gracy_worker. Both headers are below GRACY_SQL_INCLUDE.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(embed_sql ${CMAKE_SOURCE_DIR}/ngx_gracy_module/cmake/embed_sql.py)
set(sql_output ${CMAKE_BINARY_DIR}/generated)

file(GLOB_RECURSE query_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/sql/queries/*.sql)
file(GLOB_RECURSE migration_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/sql/migrations/*.sql ${CMAKE_SOURCE_DIR}/sql/functions/*.sql)

add_custom_command(
  OUTPUT ${sql_output}/catalogue.cpp
  COMMAND ${Python3_EXECUTABLE} ${embed_sql} queries --out-header ${sql_output}/include/gracy/sql/catalogue.hpp
          --out-source ${sql_output}/catalogue.cpp ${CMAKE_SOURCE_DIR}/sql/queries
  DEPENDS ${embed_sql} ${query_files}
  COMMENT "Embedding sql/queries")
add_custom_command(
  OUTPUT ${sql_output}/include/gracy/migrations.cpp
  COMMAND ${Python3_EXECUTABLE} ${embed_sql} migrations --out-source ${sql_output}/include/gracy/migrations.cpp
          ${CMAKE_SOURCE_DIR}/sql/migrations ${CMAKE_SOURCE_DIR}/sql/functions
  DEPENDS ${embed_sql} ${migration_files}
  COMMENT "Embedding sql/migrations and sql/functions")

set(GRACY_SQL_SOURCES ${sql_output}/catalogue.cpp)
set(GRACY_SQL_INCLUDE ${sql_output}/include)
set(GRACY_MIGRATION_SOURCES ${sql_output}/include/gracy/migrations.cpp)
