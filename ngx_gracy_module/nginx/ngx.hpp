// nginx's headers, as C++ may see them. Nothing else in the project includes them.
#pragma once

#include <string_view>

extern "C" {
#include <ngx_config.h>

#include <ngx_core.h>
#include <ngx_event.h>
#include <ngx_http.h>
}

extern "C" {
extern ngx_module_t ngx_gracy_module;
}

namespace gracy::nginx {

inline std::string_view view(const ngx_str_t& text) {
    return {reinterpret_cast<const char*>(text.data), text.len};
}

/// nginx's strings are not const, but nothing writes through this one.
inline ngx_str_t borrowed(std::string_view text) {
    return {text.size(), reinterpret_cast<u_char*>(const_cast<char*>(text.data()))};
}

}  // namespace gracy::nginx
