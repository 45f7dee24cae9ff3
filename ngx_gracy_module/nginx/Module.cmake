# ngx_gracy_module.so: the folders as nginx loads them.
