# The OpenAPI document: access/openapi.json and what each feature adds to it, as one C++ source of gracy_access.
set(openapi_parts access hr slack staking)
list(TRANSFORM openapi_parts REPLACE "(.+)" "${CMAKE_SOURCE_DIR}/ngx_gracy_module/\\1/openapi.json")
set(embed_openapi ${CMAKE_SOURCE_DIR}/ngx_gracy_module/cmake/embed_openapi.py)
set(openapi_source ${CMAKE_BINARY_DIR}/generated/openapi.cpp)
add_custom_command(
  OUTPUT ${openapi_source}
  COMMAND ${Python3_EXECUTABLE} ${embed_openapi} --out ${openapi_source} ${openapi_parts}
  DEPENDS ${embed_openapi} ${openapi_parts}
  COMMENT "Joining the OpenAPI document")
target_sources(gracy_access PRIVATE ${openapi_source})
