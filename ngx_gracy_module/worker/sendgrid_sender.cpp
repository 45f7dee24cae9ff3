#include "worker/sendgrid_sender.hpp"

#include "base/json.hpp"
#include "base/json_writer.hpp"
#include "http/retry_after.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace gracy::worker {

using io::MailOutcome;

namespace {

constexpr std::chrono::seconds longest_retry_after{3600};

void write_mailbox(base::JsonWriter& json, const base::Mailbox& mailbox) {
    json.open_object();
    json.field<"email">(mailbox.address);
    if (!mailbox.name.empty()) {
        json.field<"name">(mailbox.name);
    }
    json.close_object();
}

void write_content(base::JsonWriter& json, std::string_view type, std::string_view value) {
    json.open_object();
    json.field<"type">(type);
    json.field<"value">(value);
    json.close_object();
}

std::string body_of(const base::MailMessage& message) {
    base::JsonWriter json(1024 + message.text.size() + message.html.size());
    json.open_object();
    json.key<"personalizations">().open_array().open_object();
    json.key<"to">().open_array();
    write_mailbox(json, message.to);
    json.close_array().close_object().close_array();
    json.key<"from">();
    write_mailbox(json, message.from);
    if (!message.reply_to.address.empty()) {
        json.key<"reply_to">();
        write_mailbox(json, message.reply_to);
    }
    json.field<"subject">(message.subject);
    json.key<"content">().open_array();
    write_content(json, "text/plain", message.text);
    write_content(json, "text/html", message.html);
    json.close_array();
    json.key<"headers">().open_object();
    json.field<"Message-ID">(base::message_id(message));
    json.field<"Auto-Submitted">("auto-generated");
    json.close_object();
    // Comes back with the provider's events, whatever becomes of the header.
    json.key<"custom_args">().open_object();
    json.field<"message_id">(message.id);
    json.close_object();
    json.close_object();
    return json.take();
}

/// {"errors": [{"message": "..."}]}
std::string reply_of(const io::HttpResponse& response) {
    std::string reply = fmt::format("{}", response.status);
    try {
        const base::Json body = base::Json::parse(response.body);
        if (const auto text = body["errors"][std::size_t(0)]["message"].string()) {
            reply += fmt::format(" {}", text->substr(0, 200));
        }
    } catch (const base::JsonError&) {
        // Not everything that answers is the API.
    }
    std::ranges::replace_if(
        reply, [](char c) { return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7f; },
        '?');
    return reply;
}

MailOutcome judge(int status) {
    if (status == 200 || status == 202) {
        return MailOutcome::accepted;
    }
    if (status == 400 || status == 413) {
        return MailOutcome::rejected;  // this message as it is: an address, or its size
    }
    // 5xx may be this message's fault too, so it counts; keys, limits and redirects are nobody's.
    return status >= 500 ? MailOutcome::deferred : MailOutcome::unavailable;
}

}  // namespace

io::MailResult sendgrid_outcome(const io::HttpResponse& response) {
    io::MailResult result{.outcome = judge(response.status), .code = {}, .reply = {}, .retry_after = {}};
    if (result.outcome == MailOutcome::accepted) {
        return result;
    }
    result.code = fmt::format("http_{}", response.status);
    result.reply = reply_of(response);
    if (const auto seconds = http::retry_after(response.header("retry-after"), response.header("date"))) {
        result.retry_after = std::clamp<std::chrono::seconds>(*seconds, std::chrono::seconds(1), longest_retry_after);
    }
    return result;
}

base::Task<io::MailResult> SendgridSender::send(base::MailMessage message) {
    message.from = {configuration_.from_name, configuration_.from};
    message.reply_to = {{}, configuration_.reply_to};
    io::HttpRequest request;
    request.method = "POST";
    request.url = configuration_.url + "/v3/mail/send";
    request.headers = {{"Authorization", "Bearer " + configuration_.secret}, {"Content-Type", "application/json"}};
    request.body = body_of(message);
    request.timeout = configuration_.timeout;
    request.once = true;
    try {
        co_return sendgrid_outcome(co_await http_.send(std::move(request)));
    } catch (const io::HttpError& error) {
        const bool timed_out = error.failure() == io::HttpFailure::timeout;
        co_return io::MailResult{.outcome = error.maybe_received() ? MailOutcome::uncertain : MailOutcome::unavailable,
                                 .code = timed_out ? "timeout" : "connection_lost",
                                 .reply = error.what(),
                                 .retry_after = {}};
    }
}

}  // namespace gracy::worker
