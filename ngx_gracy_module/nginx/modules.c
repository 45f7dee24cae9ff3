/*
 * What nginx looks up in a dynamic module, as auto/make would generate it. The module stands before the copy filter, as
 * other filters do, so that its header filter sees a response before those that compress or transform it.
 */
#include <ngx_config.h>

#include <ngx_core.h>

extern ngx_module_t ngx_gracy_module;

ngx_module_t* ngx_modules[] = {&ngx_gracy_module, NULL};

char* ngx_module_names[] = {"ngx_gracy_module", NULL};

char* ngx_module_order[] = {"ngx_gracy_module", "ngx_http_copy_filter_module", NULL};
