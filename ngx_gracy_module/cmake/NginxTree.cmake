# nginx::headers: the headers of the nginx that the module will be loaded into, configured into the build folder with
# Debian's own flags, because the module's binary signature is computed from them.
set(GRACY_NGINX_SOURCE /usr/share/nginx/src CACHE PATH "nginx source tree; Debian's nginx-dev by default")
set(GRACY_NGINX_BUILD "" CACHE PATH "objs folder of an nginx tree that is configured already (set by config.make)")

add_library(nginx_headers INTERFACE)
add_library(nginx::headers ALIAS nginx_headers)

if(GRACY_NGINX_BUILD)
  set(nginx_objects ${GRACY_NGINX_BUILD})
else()
  set(nginx_objects ${CMAKE_BINARY_DIR}/nginx)
  if(NOT EXISTS ${nginx_objects}/Makefile) # written last; a configure that failed is tried again
    if(NOT EXISTS ${GRACY_NGINX_SOURCE}/conf_flags)
      message(FATAL_ERROR "nginx headers not found in ${GRACY_NGINX_SOURCE}: install nginx-dev (scripts/run does), or set GRACY_NGINX_SOURCE.")
    endif()
    message(STATUS "Configuring nginx headers with Debian's flags")
    execute_process(
      COMMAND bash -c ". ./conf_flags && ./configure \"\${NGX_CONF_FLAGS[@]}\" --with-cc='${CMAKE_C_COMPILER}' --builddir='${nginx_objects}'"
      WORKING_DIRECTORY ${GRACY_NGINX_SOURCE}
      OUTPUT_FILE ${CMAKE_BINARY_DIR}/nginx-configure.log
      ERROR_FILE ${CMAKE_BINARY_DIR}/nginx-configure.log
      COMMAND_ERROR_IS_FATAL ANY)
  endif()
endif()

target_include_directories(nginx_headers SYSTEM INTERFACE
  ${nginx_objects}
  ${GRACY_NGINX_SOURCE}/src/core ${GRACY_NGINX_SOURCE}/src/event ${GRACY_NGINX_SOURCE}/src/event/modules
  ${GRACY_NGINX_SOURCE}/src/os/unix ${GRACY_NGINX_SOURCE}/src/http ${GRACY_NGINX_SOURCE}/src/http/modules
  ${GRACY_NGINX_SOURCE}/src/http/v2)
