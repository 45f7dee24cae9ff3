#include "nginx/directives.hpp"

#include "base/ascii.hpp"
#include "base/server_url.hpp"
#include "nginx/directive.hpp"
#include "nginx/document_store.hpp"
#include "nginx/request_driver.hpp"
#include "nginx/worker_user.hpp"
#include "nginx/zone.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cstring>

namespace gracy::nginx {
namespace {

using namespace std::chrono_literals;

// A signing secret or key that is shorter was cut off when it was copied.
constexpr std::size_t shortest_signing_key = 16;
constexpr std::size_t shortest_key = 32;
constexpr std::size_t longest_queue = 1'000'000;
constexpr std::size_t most_connections = 256;

postgres::Conninfo conninfo(const Directive& directive, postgres::Role role) {
    postgres::Conninfo read(std::string(directive.argument(0)), role);
    for (const auto& [word, path] : read.files()) {
        if (const int trouble = trouble_reading_as_worker(directive.cf()->cycle, path)) {
            refuse(
                "{} names {}, which the user {} of nginx's workers cannot read: {}; put it where that user may enter "
                "every folder on the way",
                word, path, worker_user(directive.cf()->cycle), std::strerror(trouble));
        }
    }
    return read;
}

/// Reads the "name=number" arguments behind the first one.
template <class... Options>
void options(const Directive& directive, std::string_view syntax, const Options&... known) {
    for (std::size_t i = 1; i < directive.arguments(); ++i) {
        const std::string_view argument = directive.argument(i);
        const bool read = (known.read(directive, argument) || ...);
        if (!read) {
            refuse("\"{}\" is not a parameter: write {}", argument, syntax);
        }
    }
}

struct Option {
    std::string_view name;
    std::size_t& target;
    std::size_t least;
    std::size_t most;

    bool read(const Directive& directive, std::string_view argument) const {
        const auto value = Directive::value_of(argument, name);
        if (value) {
            target = directive.number(*value, name, least, most);
        }
        return value.has_value();
    }
};

// Syntax:  gracy_database conninfo [reads=number] [writes=number] [exclusive=number] [queue=number];
// Default: none
// Context: http
//
// The primary database, in one of libpq's two forms of a connection string, without a password (see
// gracy_database_password_file). Of several hosts the one that is the primary is used, and a standby is never taken
// for one, unless the string says target_session_attrs=any. Certificates that it names are opened by the workers: their
// user has to be one who can. Connections of each nginx worker: "reads" (2) share all
// short reads, "writes" (16) take one write each at a time, "exclusive" (4) are leased for transactions and exports. At
// most "queue" (1024) statements wait in a lane; the next one answers 503 at once.
void set_database(Directive& directive) {
    MainConfiguration& main = directive.main();
    directive.once(main.database.has_value());
    main.database = conninfo(directive, postgres::Role::primary);
    options(directive, "reads=2, writes=16, exclusive=4 or queue=1024",
            Option{"reads", main.pool.read_connections, 1, most_connections},
            Option{"writes", main.pool.write_connections, 1, most_connections},
            Option{"exclusive", main.pool.exclusive_connections, 1, most_connections},
            Option{"queue", main.pool.queue, 1, longest_queue});
}

/// What several directives may say and has one value.
void hold_for_all(std::string_view name, std::size_t here, std::size_t& given, std::size_t& value) {
    if (here != 0 && given != 0 && here != given) {
        refuse("{}={} holds for all replicas, and one before has {}={}: write one of them", name, here, name, given);
    }
    if (here != 0) {
        given = here;
        value = here;
    }
}

// Syntax:  gracy_database_replica conninfo [connections=number] [lag=seconds];
// Default: none
// Context: http
//
// A streaming replica that answers reads, except those of a client that has just written. May be given several times;
// "connections" (2) of each nginx worker and "lag" (5) hold for all of them, so they may not differ. Without any, or
// while none is reachable and at most so many seconds behind, the primary answers.
void set_database_replica(Directive& directive) {
    MainConfiguration& main = directive.main();
    main.replicas.push_back(conninfo(directive, postgres::Role::any));
    // 0: not given here.
    std::size_t connections = 0;
    std::size_t lag = 0;
    options(directive, "connections=2 lag=5", Option{"connections", connections, 1, most_connections},
            Option{"lag", lag, 1, 3600});
    hold_for_all("connections", connections, main.replica_connections_given, main.pool.replica_connections);
    hold_for_all("lag", lag, main.replica_lag_given, main.pool.replica_lag_seconds);
}

// Syntax:  gracy_database_password_file path;
// Default: none
// Context: http
//
// A file with the password for the primary and its replicas.
void set_database_password_file(Directive& directive) {
    MainConfiguration& main = directive.main();
    directive.once(main.database_password.has_value());
    main.database_password = directive.secret(1);
}

// Syntax:  gracy_document_store postgres | mongodb://... [password_file=path];
// Default: gracy_document_store postgres;
// Context: http
//
// Where Slack's events, actions and commands are kept: in the primary database, or in MongoDB (4.4 or later), named by
// the connection string of its drivers, without a password. Each store has then its own failures: events are accepted
// while PostgreSQL is down, and HR works while MongoDB is. The collection is event_log, in the database of the
// connection string (gracy).
void set_document_store(Directive& directive) {
    MainConfiguration& main = directive.main();
    directive.once(std::exchange(main.document_store_given, true));
    if (directive.argument(0) != "postgres") {
        main.mongodb = read_mongodb_store(directive);
    } else if (directive.arguments() > 1) {
        refuse("postgres takes no parameter: its password is that of gracy_database_password_file");
    }
}

// Syntax:  gracy_key_file path;
// Default: none
// Context: http
//
// A file with one line of at least 32 random bytes (openssl rand -hex 32), the same on every host. From it come the
// keys that seal check-in notes and feelings, and those that sign page cursors and the mark of a recent write. What it
// has sealed nothing else opens: it must never be lost, and belongs into a backup apart from the database's. The worker
// reads it, too (note_key_file). Needed by gracy_hr, gracy_slack and gracy_staking.
void set_key_file(Directive& directive) {
    MainConfiguration& main = directive.main();
    directive.once(main.key.has_value());
    main.key = directive.secret(shortest_key);
    if (main.key->find_first_of(std::string_view("\0\r\n", 3)) != std::string::npos) {
        directive.warn(
            fmt::format("the key in \"{}\" is no line of text, so that no worker can read it as its "
                        "note_key_file: make it gracy_old_key_file, and write another one by openssl rand "
                        "-hex 32",
                        directive.argument(0)));
    }
}

// Syntax:  gracy_old_key_file path;
// Default: none
// Context: http
//
// The gracy_key_file of before: opens the notes and feelings that it has sealed, and seals nothing. May be given
// several times. While keys are exchanged on several hosts also the one to come.
void set_old_key_file(Directive& directive) {
    directive.main().old_keys.push_back(directive.secret(shortest_key));
}

// Syntax:  gracy_slack_signing_secret_file path;
// Default: none
// Context: http
//
// A file with the signing secret of the Slack app. Needed by gracy_slack.
void set_slack_signing_secret_file(Directive& directive) {
    MainConfiguration& main = directive.main();
    directive.once(!main.settings.slack_signing_secret.empty());
    main.settings.slack_signing_secret = directive.secret(shortest_signing_key);
}

// Syntax:  gracy_slack_app_id id;
// Default: none
// Context: http
//
// Refuses requests that Slack signed for another app ("A0123456789").
void set_slack_app_id(Directive& directive) {
    MainConfiguration& main = directive.main();
    directive.once(!main.settings.slack_app_id.empty());
    const std::string_view id = directive.argument(0);
    const bool plausible = id.size() > 1 && id.starts_with('A') && std::ranges::all_of(id, [](char c) {
                               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
                           });
    if (!plausible) {
        refuse("\"{}\" is not an app's id: write the one from the app's page, such as A0123456789", id);
    }
    main.settings.slack_app_id = id;
}

/// "https://host[:port]", or to this machine without TLS.
std::string public_address(std::string_view text, std::string_view name) {
    if (!base::is_public_url(text)) {
        refuse("{}={} is no address: write https://gracy.example.com, without a path or a slash at the end", name,
               text);
    }
    return std::string(text);
}

// Syntax:  gracy_slack_oauth client_id=id address=https://... [slack=https://...];
// Default: none
// Context: http
//
// Lets administrators make links by which Gracy is installed into workspaces. The client id is on the app's page; the
// address is this server's as browsers reach it, and the app's page must have it with /slack/oauth/callback as a
// redirect URL. "slack" (https://slack.com) is another one for tests. The client secret is the worker's alone.
void set_slack_oauth(Directive& directive) {
    MainConfiguration& main = directive.main();
    directive.once(main.settings.slack_oauth.has_value());
    access::Settings::SlackOauth oauth;
    for (std::size_t i = 0; i < directive.arguments(); ++i) {
        const std::string_view argument = directive.argument(i);
        if (const auto id = Directive::value_of(argument, "client_id")) {
            if (id->empty() || !std::ranges::all_of(*id, [](char c) { return base::ascii::is_digit(c) || c == '.'; })) {
                refuse("\"{}\" is no client id: write the one from the app's page, such as 1234567890.9876543210", *id);
            }
            oauth.client_id = *id;
        } else if (const auto address = Directive::value_of(argument, "address")) {
            oauth.address = public_address(*address, "address");
        } else if (const auto slack = Directive::value_of(argument, "slack")) {
            oauth.slack = public_address(*slack, "slack");
        } else {
            refuse("\"{}\" is not a parameter: write client_id=1234567890.9876543210 address=https://gracy.example.com",
                   argument);
        }
    }
    if (oauth.client_id.empty() || oauth.address.empty()) {
        refuse("it needs both client_id=1234567890.9876543210 and address=https://gracy.example.com");
    }
    main.settings.slack_oauth = std::move(oauth);
}

// Syntax:  gracy_alchemy_signing_key_file path;
// Default: none
// Context: http
//
// A file with the signing key of an Alchemy webhook. May be given several times, while keys are exchanged.
// gracy_staking needs the secret of one provider of webhooks at least.
void set_alchemy_signing_key_file(Directive& directive) {
    directive.main().settings.alchemy_signing_keys.push_back(directive.secret(shortest_signing_key));
}

// Syntax:  gracy_quicknode_security_token_file path;
// Default: none
// Context: http
//
// A file with the security token of a QuickNode stream or webhook. May be given several times: each stream has its own,
// and one may take over from another.
void set_quicknode_security_token_file(Directive& directive) {
    directive.main().settings.quicknode_security_tokens.push_back(directive.secret(shortest_signing_key));
}

// Syntax:  gracy_moralis_secret_file path;
// Default: none
// Context: http
//
// A file with the Streams secret of a Moralis account. May be given several times, while secrets are exchanged.
void set_moralis_secret_file(Directive& directive) {
    directive.main().settings.moralis_secrets.push_back(directive.secret(shortest_signing_key));
}

// Syntax:  gracy_staking_chain_id number;
// Default: none
// Context: http
//
// The chain that the staking contract is on (EIP-155). Of several, the one that a request is about that names none with
// chain_id. Needed by gracy_staking.
void set_staking_chain_id(Directive& directive) {
    MainConfiguration& main = directive.main();
    directive.once(main.settings.staking_chain_id != 0);
    main.settings.staking_chain_id = static_cast<std::int64_t>(
        directive.number(directive.argument(0), "the chain's id", 1, (std::size_t{1} << 53) - 1));
}

// Syntax:  gracy_staking_domain name;
// Default: none
// Context: http
//
// The host of the page on which members link their wallets, as browsers show it; it stands in what they sign, and
// wallets warn when the page is another. Without it wallets cannot be linked.
void set_staking_domain(Directive& directive) {
    MainConfiguration& main = directive.main();
    directive.once(!main.settings.staking_domain.empty());
    const std::string_view name = directive.argument(0);
    const bool plausible = name.size() <= 253 && std::ranges::all_of(name, [](char c) {
                               return base::ascii::is_alphanumeric(c) || c == '.' || c == '-' || c == ':';
                           });
    if (!plausible) {
        refuse("\"{}\" is not a page's host: write it without scheme and path, such as gracy.example.com", name);
    }
    main.settings.staking_domain = name;
}

// Syntax:  gracy_statement_timeout time;
// Default: gracy_statement_timeout 4s;
// Context: http
//
// How long the server works on one short statement. Keep it below gracy_deadline, so that what a request left behind
// does not stand in front of others.
void set_statement_timeout(Directive& directive) {
    MainConfiguration& main = directive.main();
    directive.once(main.statement_timeout_place.has_value());
    main.pool.statement_timeout = directive.time(directive.argument(0), 10ms, 10min);
    main.statement_timeout_place = directive.place();
}

// Syntax:  gracy_lock_timeout time;
// Default: gracy_lock_timeout 500ms;
// Context: http
//
// How long a statement waits for a lock before its request answers 503.
void set_lock_timeout(Directive& directive) {
    MainConfiguration& main = directive.main();
    directive.once(std::exchange(main.lock_timeout_given, true));
    main.pool.lock_timeout = directive.time(directive.argument(0), 1ms, 10min);
}

// Syntax:  gracy_statement_header on | off;
// Default: gracy_statement_header off;
// Context: http
//
// Adds Gracy-Statements to every response: how many statements the request ran. For tests; it tells strangers what
// happens inside.
void set_statement_header(Directive& directive) {
    MainConfiguration& main = directive.main();
    directive.once(std::exchange(main.statement_header_given, true));
    const std::string_view word = directive.argument(0);
    if (word != "on" && word != "off") {
        refuse("it cannot be \"{}\": write on or off", word);
    }
    main.settings.statement_header = word == "on";
}

// Syntax:  gracy_rate_limit [token=number/s|m|h] [address=number/s|m|h];
// Default: none
// Context: http
//
// How often one token may call the HR interface, and how often one address may without a token that is known: logins,
// and tries. So many at once, and as many again over each second, minute or hour; what comes more often answers 429.
// Counted for all workers together.
void set_rate_limit(Directive& directive) {
    MainConfiguration& main = directive.main();
    directive.once(std::exchange(main.rate_limit_given, true));
    for (std::size_t i = 0; i < directive.arguments(); ++i) {
        const std::string_view argument = directive.argument(i);
        const auto token = Directive::value_of(argument, "token");
        const auto address = Directive::value_of(argument, "address");
        std::optional<access::RateLimit>& limit = token ? main.settings.token_limit : main.settings.address_limit;
        if ((!token && !address) || limit) {
            refuse("\"{}\" does not belong here: write token=600/m and address=60/m, each once", argument);
        }
        limit = access::RateLimit::parse(token ? *token : *address);
        if (!limit) {
            refuse("\"{}\" is no limit: write a number up to 1000000, and /s, /m or /h", argument);
        }
    }
}

// Syntax:  gracy_offload_threads number [queue=number];
// Default: gracy_offload_threads 2 queue=64;
// Context: http
//
// Threads of each nginx worker for work that burns CPU, such as hashing a password, and how much of it may wait; what
// comes then answers 503.
void set_offload_threads(Directive& directive) {
    MainConfiguration& main = directive.main();
    directive.once(std::exchange(main.offload_given, true));
    main.offload_threads = directive.number(directive.argument(0), "the number of threads", 1, 64);
    options(directive, "queue=64", Option{"queue", main.offload_queue, 0, longest_queue});
}

// Syntax:  gracy_forwarded_proto address ...;
// Default: none
// Context: http
//
// Addresses, or ranges of them ("10.0.0.0/8"), of proxies at which TLS ends, or "unix:" for those of this machine that
// come by a socket: a request that one of them sends with X-Forwarded-Proto: https is taken as come over TLS. Without
// it browsers behind such a proxy get no session. The addresses are those of connections, also where the realip module
// puts others in their place.
void set_forwarded_proto(Directive& directive) {
    for (std::size_t i = 0; i < directive.arguments(); ++i) {
        const std::string_view range = directive.argument(i);
        if (!directive.main().forwarding_proxies.add(range)) {
            refuse("\"{}\" is no address: write that of the proxy, a range such as 10.0.0.0/8, or unix:", range);
        }
    }
}

// Syntax:  gracy_zone size;
// Default: gracy_zone 1m;
// Context: http
//
// Shared memory of all workers, for metrics and for what is limited over all of them. It survives a reload as long as
// its size stays.
void set_zone(Directive& directive) {
    MainConfiguration& main = directive.main();
    directive.once(main.zone != nullptr);
    const std::size_t size = directive.size(directive.argument(0));
    if (size < Zone::least_size()) {
        refuse("{} is too small: write at least {}k", directive.argument(0), Zone::least_size() / 1024);
    }
    main.zone = Zone::add(directive.cf(), size);
}

// Syntax:  gracy_deadline time;
// Default: gracy_deadline 5s; (2500ms in a location with gracy_slack)
// Context: http, server, location
//
// From the whole request to the first byte of its response. A read that is late is given up, a write goes on; both
// answer 504.
void set_deadline(Directive& directive) {
    LocationConfiguration& location = directive.location();
    directive.once(location.deadline != NGX_CONF_UNSET_MSEC);
    location.deadline = static_cast<ngx_msec_t>(directive.time(directive.argument(0), 10ms, 10min).count());
}

// Syntax:  gracy_hr;  gracy_slack;  gracy_staking;  gracy_health;  gracy_metrics;  gracy_openapi;
// Default: none
// Context: location
//
// What the location serves: the HR interface (/api/v1/), Slack's events and commands (/slack/), the staking history and
// its webhooks (/staking/), /healthz and /readyz, metrics for Prometheus, or the OpenAPI document.
template <access::Surface surface>
void set_surface(Directive& directive) {
    LocationConfiguration& location = directive.location();
    if (location.surface != NGX_CONF_UNSET_UINT) {
        refuse("the location has \"{}\" already: give each its own location",
               serving::directive_of(static_cast<access::Surface>(location.surface)));
    }
    location.surface = static_cast<ngx_uint_t>(surface);
    auto& served = directive.main().served[static_cast<std::size_t>(surface)];
    if (!served) {
        served = directive.place();
    }
    auto* core =
        static_cast<ngx_http_core_loc_conf_t*>(ngx_http_conf_get_module_loc_conf(directive.cf(), ngx_http_core_module));
    core->handler = handle_request;
}

using Setter = char* (*)(ngx_conf_t*, ngx_command_t*, void*);

ngx_command_t command(std::string_view name, ngx_uint_t type, Setter set, ngx_uint_t offset) {
    return {borrowed(name), type, set, offset, 0, nullptr};
}

constexpr ngx_uint_t everywhere = NGX_HTTP_MAIN_CONF | NGX_HTTP_SRV_CONF | NGX_HTTP_LOC_CONF;
constexpr ngx_uint_t main_offset = NGX_HTTP_MAIN_CONF_OFFSET;
constexpr ngx_uint_t location_offset = NGX_HTTP_LOC_CONF_OFFSET;

ngx_command_t in_http(std::string_view name, ngx_uint_t arguments, Setter set) {
    return command(name, NGX_HTTP_MAIN_CONF | arguments, set, main_offset);
}

template <access::Surface surface>
ngx_command_t in_location() {
    return command(serving::directive_of(surface), NGX_HTTP_LOC_CONF | NGX_CONF_NOARGS,
                   set_directive<set_surface<surface>>, location_offset);
}

}  // namespace

ngx_command_t directives[] = {
    in_http("gracy_database", NGX_CONF_1MORE, set_directive<set_database>),
    in_http("gracy_database_replica", NGX_CONF_TAKE123, set_directive<set_database_replica>),
    in_http("gracy_database_password_file", NGX_CONF_TAKE1, set_directive<set_database_password_file>),
    in_http("gracy_document_store", NGX_CONF_TAKE12, set_directive<set_document_store>),
    in_http("gracy_key_file", NGX_CONF_TAKE1, set_directive<set_key_file>),
    in_http("gracy_old_key_file", NGX_CONF_TAKE1, set_directive<set_old_key_file>),
    in_http("gracy_slack_signing_secret_file", NGX_CONF_TAKE1, set_directive<set_slack_signing_secret_file>),
    in_http("gracy_slack_app_id", NGX_CONF_TAKE1, set_directive<set_slack_app_id>),
    in_http("gracy_slack_oauth", NGX_CONF_TAKE23, set_directive<set_slack_oauth>),
    in_http("gracy_alchemy_signing_key_file", NGX_CONF_TAKE1, set_directive<set_alchemy_signing_key_file>),
    in_http("gracy_quicknode_security_token_file", NGX_CONF_TAKE1, set_directive<set_quicknode_security_token_file>),
    in_http("gracy_moralis_secret_file", NGX_CONF_TAKE1, set_directive<set_moralis_secret_file>),
    in_http("gracy_staking_chain_id", NGX_CONF_TAKE1, set_directive<set_staking_chain_id>),
    in_http("gracy_staking_domain", NGX_CONF_TAKE1, set_directive<set_staking_domain>),
    in_http("gracy_statement_timeout", NGX_CONF_TAKE1, set_directive<set_statement_timeout>),
    in_http("gracy_lock_timeout", NGX_CONF_TAKE1, set_directive<set_lock_timeout>),
    in_http("gracy_statement_header", NGX_CONF_TAKE1, set_directive<set_statement_header>),
    in_http("gracy_rate_limit", NGX_CONF_TAKE12, set_directive<set_rate_limit>),
    in_http("gracy_offload_threads", NGX_CONF_TAKE12, set_directive<set_offload_threads>),
    in_http("gracy_forwarded_proto", NGX_CONF_1MORE, set_directive<set_forwarded_proto>),
    in_http("gracy_zone", NGX_CONF_TAKE1, set_directive<set_zone>),
    command("gracy_deadline", everywhere | NGX_CONF_TAKE1, set_directive<set_deadline>, location_offset),
    in_location<access::Surface::hr>(),
    in_location<access::Surface::slack>(),
    in_location<access::Surface::staking>(),
    in_location<access::Surface::health>(),
    in_location<access::Surface::metrics>(),
    in_location<access::Surface::openapi>(),
    ngx_null_command,
};

}  // namespace gracy::nginx
