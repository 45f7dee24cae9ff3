#include "nginx/document_store.hpp"

namespace gracy::nginx {
namespace {

constexpr std::string_view default_database = "gracy";

mongodb::ConnectionString parse(std::string_view text) {
    try {
        return mongodb::ConnectionString::parse(text);
    } catch (const mongodb::ConnectionStringError& error) {
        throw Refusal(error.what());
    }
}

bool is_this_machine(const mongodb::Host& host) {
    return host.name == "localhost" || host.name == "::1" || host.name.starts_with("127.");
}

void read_password(const Directive& directive, mongodb::ConnectionString& target) {
    const bool has_file = directive.arguments() > 1;
    const auto file = has_file ? Directive::value_of(directive.argument(1), "password_file") : std::nullopt;
    if (has_file && !file) {
        refuse("\"{}\" is not a parameter: write password_file=path", directive.argument(1));
    }
    if (!target.credential) {
        if (file) {
            refuse("a password is given and no user: write mongodb://user@host/...");
        }
        return;
    }
    if (!target.credential->password.empty()) {
        refuse("a password does not belong in the configuration: write mongodb://user@host/... password_file=path");
    }
    if (!file) {
        refuse("the user \"{}\" needs a password: write password_file=path", target.credential->user);
    }
    target.credential->password = directive.secret_in(*file, 1);
    if (const auto trouble = target.credential->trouble_with_password()) {
        refuse("the password in \"{}\" {}", *file, *trouble);
    }
}

void warn_of_risks(const Directive& directive, const mongodb::ConnectionString& target) {
    for (const std::string& warning : target.warnings) {
        directive.warn("gracy_document_store: " + warning);
    }
    if (target.tls.allow_invalid_certificates || target.tls.allow_invalid_hostnames) {
        directive.warn("gracy_document_store: anybody in between may read and change events: TLS verifies too little");
    }
    if (target.credential && !target.tls.enabled) {
        for (const mongodb::Host& host : target.hosts) {
            if (!is_this_machine(host)) {
                directive.warn(
                    fmt::format("gracy_document_store: events travel to {} in the clear: write tls=true", host.text()));
            }
        }
    }
}

}  // namespace

serving::MongodbStore read_mongodb_store(const Directive& directive) {
    serving::MongodbStore store{.target = parse(directive.argument(0)), .tls = nullptr};
    read_password(directive, store.target);
    if (store.target.database.empty()) {
        store.target.database = default_database;
    }
    if (store.target.settings.application_name.empty()) {
        store.target.settings.application_name = "gracy nginx";
    }
    if (store.target.tls.enabled) {
        try {
            store.tls = std::make_shared<const mongodb::TlsContext>(store.target.tls);
        } catch (const mongodb::ConnectionStringError& error) {
            throw Refusal(error.what());
        }
    }
    warn_of_risks(directive, store.target);
    return store;
}

}  // namespace gracy::nginx
