# Read by nginx's configure when it writes objs/Makefile; see config.

case "$NGX_OBJS" in
    /*) ngx_gracy_objs=$NGX_OBJS ;;
    *)  ngx_gracy_objs=$PWD/$NGX_OBJS ;;
esac

cat << END >> $NGX_MAKEFILE

# the Gracy module

.PHONY:	gracy_module install_gracy_module

modules:	gracy_module

gracy_module:
	cmake -S "$ngx_addon_dir/.." -B "$ngx_gracy_objs/gracy" -G Ninja \\
		-DCMAKE_BUILD_TYPE=RelWithDebInfo \\
		-DCMAKE_C_COMPILER="${GRACY_CC:-clang-19}" -DCMAKE_CXX_COMPILER="${GRACY_CXX:-clang++-19}" \\
		-DGRACY_NGINX_SOURCE="$PWD" -DGRACY_NGINX_BUILD="$ngx_gracy_objs" -DGRACY_TESTS=OFF
	cmake --build "$ngx_gracy_objs/gracy" --target ngx_gracy_module
	cp "$ngx_gracy_objs/gracy/ngx_gracy_module/ngx_gracy_module.so" "$ngx_gracy_objs/ngx_gracy_module.so"

# The name has no version in it, as with every module that nginx builds: restart nginx after replacing the file, a reload
# would go on with the old one.
install:	install_gracy_module

install_gracy_module:	gracy_module
	test -d '\$(DESTDIR)$NGX_MODULES_PATH' || mkdir -p '\$(DESTDIR)$NGX_MODULES_PATH'
	cp "$ngx_gracy_objs/ngx_gracy_module.so" '\$(DESTDIR)$NGX_MODULES_PATH/ngx_gracy_module.so'

END
