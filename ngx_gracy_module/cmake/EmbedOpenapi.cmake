# The OpenAPI document: access/openapi.json and what each feature adds to it, as one C++ source of gracy_access.
set(openapi_frame ${CMAKE_SOURCE_DIR}/ngx_gracy_module/access/openapi.json)
file(GLOB_RECURSE openapi_features CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/ngx_gracy_module/*/openapi.json)
list(REMOVE_ITEM openapi_features ${openapi_frame})
set(openapi_parts ${openapi_frame} ${openapi_features})
set(embed_openapi ${CMAKE_SOURCE_DIR}/ngx_gracy_module/cmake/embed_openapi.py)
set(openapi_source ${CMAKE_BINARY_DIR}/generated/openapi.cpp)
add_custom_command(
  OUTPUT ${openapi_source}
  COMMAND ${Python3_EXECUTABLE} ${embed_openapi} --out ${openapi_source} ${openapi_parts}
  DEPENDS ${embed_openapi} ${openapi_parts}
  COMMENT "Joining the OpenAPI document")
target_sources(gracy_access PRIVATE ${openapi_source})
