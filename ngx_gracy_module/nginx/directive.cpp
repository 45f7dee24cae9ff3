#include "nginx/directive.hpp"

#include "base/secret_file.hpp"

#include <charconv>

namespace gracy::nginx {

std::string_view Directive::argument(std::size_t index) const {
    return view(static_cast<ngx_str_t*>(cf_->args->elts)[index + 1]);
}

Place Directive::place() const {
    if (cf_->conf_file == nullptr || cf_->conf_file->file.fd == NGX_INVALID_FILE) {
        return {.file = "the command line", .line = 0};
    }
    return {.file = std::string(view(cf_->conf_file->file.name)), .line = cf_->conf_file->line};
}

void Directive::once(bool given) const {
    if (given) {
        refuse("it was given before: write it once");
    }
}

void Directive::warn(const std::string& message) const {
    ngx_conf_log_error(NGX_LOG_WARN, cf_, 0, "%s", message.c_str());
}

std::optional<std::string_view> Directive::value_of(std::string_view argument, std::string_view name) {
    if (argument.starts_with(name) && argument.substr(name.size()).starts_with('=')) {
        return argument.substr(name.size() + 1);
    }
    return std::nullopt;
}

std::size_t Directive::number(std::string_view text, std::string_view what, std::size_t least, std::size_t most) const {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < least || value > most) {
        refuse("{} cannot be \"{}\": write a whole number from {} to {}", what, text, least, most);
    }
    return value;
}

std::chrono::milliseconds Directive::time(std::string_view text, std::chrono::milliseconds least,
                                          std::chrono::milliseconds most) const {
    ngx_str_t line = borrowed(text);
    const ngx_int_t value = ngx_parse_time(&line, 0);
    if (value == NGX_ERROR || value < least.count() || value > most.count()) {
        refuse("the time cannot be \"{}\": write one such as 5s or 500ms, from {}ms to {}s", text, least.count(),
               std::chrono::floor<std::chrono::seconds>(most).count());
    }
    return std::chrono::milliseconds(value);
}

std::size_t Directive::size(std::string_view text) const {
    ngx_str_t line = borrowed(text);
    const ssize_t value = ngx_parse_size(&line);
    if (value == NGX_ERROR) {
        refuse("the size cannot be \"{}\": write one such as 512k or 1m", text);
    }
    return static_cast<std::size_t>(value);
}

std::string Directive::secret_in(std::string_view path, std::size_t least) const {
    if (path.empty()) {
        refuse("the path is empty: write the path of the file that holds the secret");
    }
    ngx_str_t full = borrowed(path);
    if (ngx_conf_full_name(cf_->cycle, &full, 1) != NGX_OK) {
        throw std::bad_alloc();
    }
    return base::read_secret(std::string(view(full)), least, [this](const std::string& message) { warn(message); });
}

}  // namespace gracy::nginx
