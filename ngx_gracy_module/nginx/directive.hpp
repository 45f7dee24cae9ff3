// One directive as it is being read: its arguments, and how to refuse them.
#pragma once

#include "nginx/configuration.hpp"

#include <fmt/format.h>
#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace gracy::nginx {

/// What is wrong with a directive and what to write instead; nginx adds the file and the line.
struct Refusal final : std::invalid_argument {
    using std::invalid_argument::invalid_argument;
};

template <class... Arguments>
[[noreturn]] void refuse(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    throw Refusal(fmt::format(format, std::forward<Arguments>(arguments)...));
}

class Directive {
  public:
    Directive(ngx_conf_t* cf, void* configuration) : cf_(cf), configuration_(configuration) {}

    std::size_t arguments() const { return cf_->args->nelts - 1; }
    /// `index` counts from zero behind the directive's name.
    std::string_view argument(std::size_t index) const;

    MainConfiguration& main() const { return main_configuration(cf_); }
    /// Of a directive whose commands entry names the location's configuration.
    LocationConfiguration& location() const { return *static_cast<LocationConfiguration*>(configuration_); }
    ngx_conf_t* cf() const { return cf_; }
    Place place() const;

    /// Refuses a second one.
    void once(bool given) const;
    void warn(const std::string& message) const;

    /// The whole of an argument of the form "name=value", or nothing.
    static std::optional<std::string_view> value_of(std::string_view argument, std::string_view name);

    std::size_t number(std::string_view text, std::string_view what, std::size_t least, std::size_t most) const;
    /// nginx's own form: 5s, 500ms, 1m.
    std::chrono::milliseconds time(std::string_view text, std::chrono::milliseconds least,
                                   std::chrono::milliseconds most) const;
    std::size_t size(std::string_view text) const;
    /// The secret in the file that the first argument names, relative to nginx.conf.
    std::string secret(std::size_t least) const { return secret_in(argument(0), least); }
    /// The same for a path that stands elsewhere among the arguments.
    std::string secret_in(std::string_view path, std::size_t least) const;

  private:
    ngx_conf_t* cf_;
    void* configuration_;
};

/// An entry of ngx_command_t: calls `Set`, and reports what it throws with the directive's name.
template <void (*Set)(Directive&)>
char* set_directive(ngx_conf_t* cf, ngx_command_t* command, void* configuration) noexcept {
    try {
        Directive directive(cf, configuration);
        Set(directive);
        return NGX_CONF_OK;
    } catch (const std::exception& exception) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "\"%V\": %s", &command->name, exception.what());
    } catch (...) {
        ngx_conf_log_error(NGX_LOG_EMERG, cf, 0, "\"%V\" could not be read", &command->name);
    }
    return static_cast<char*>(NGX_CONF_ERROR);
}

}  // namespace gracy::nginx
