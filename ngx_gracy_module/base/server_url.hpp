// Addresses of servers, as operators write them.
#pragma once

#include <initializer_list>
#include <string_view>

namespace gracy::base {

/// A scheme, a host, a port: nothing behind them, and no name or password in them. `schemes` with their "://".
bool is_server_url(std::string_view url, std::initializer_list<std::string_view> schemes);

/// Whether its host is this machine by its loopback addresses.
bool is_loopback_url(std::string_view url);

/// Where browsers and others find a server: https, or http on this machine. Without a path: our own are at the root.
bool is_public_url(std::string_view url);

}  // namespace gracy::base
