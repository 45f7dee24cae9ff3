#include "worker/mail_configuration.hpp"

#include "base/mail_message.hpp"
#include "base/server_url.hpp"
#include "base/text.hpp"
#include "worker/secret_file.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace gracy::worker {
namespace {

using Transport = MailConfiguration::Transport;

constexpr std::string_view smtp_example = "smtp://relay.example.com:587";
constexpr std::string_view sendgrid_url = "https://api.sendgrid.com";

std::string read_address(TomlSection& section, std::string_view key, std::optional<std::string> address) {
    if (address && !address->empty() && !base::is_mail_address(*address)) {
        section.complain(
            key, fmt::format("is \"{}\", which is no mail address; write for example {} = \"hr@example.com\"", *address,
                             key));
    }
    return address.value_or("");
}

std::string read_from_name(TomlSection& section) {
    std::string name = section.text("from_name", "Gracy").value_or("");
    if (!base::is_utf8(name) ||
        std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) < 0x20; })) {
        section.complain("from_name", "must be one line of text");
    }
    return name;
}

std::string read_own_address(TomlSection& section) {
    const std::string address = section.text("address", "https://gracy.example.com").value_or("");
    if (!address.empty() && !base::is_public_url(address)) {
        section.complain(
            "address",
            "must be an https address without a path; write for example address = \"https://gracy.example.com\"");
    }
    return address;
}

void read_smtp(TomlSection& section, MailConfiguration& mail, Complaints& complaints,
               std::vector<std::string>& warnings) {
    mail.url = section.required_text("url", smtp_example);
    if (!mail.url.empty() && !base::is_server_url(mail.url, {"smtp://", "smtps://"})) {
        section.complain("url",
                         fmt::format("is no address of a mail relay; write for example url = \"{}\"; who signs in "
                                     "is said by user and password_file",
                                     smtp_example));
    }
    mail.user = section.text("user", "gracy").value_or("");
    const auto file = section.text("password_file", "mail.password");
    if (mail.user.empty() != !file) {
        section.complain(file ? "password_file" : "user", file ? "needs a user; write user = \"NAME\""
                                                               : "needs a password; write password_file = \"FILE\"");
    } else if (file) {
        mail.secret = read_secret(section, "password_file", *file, complaints, warnings);
    }
    mail.tls =
        section.choice<bool>("tls", {{"required", true}, {"none", false}}).value_or(!base::is_loopback_url(mail.url));
    if (!mail.tls && !mail.url.empty() && !base::is_loopback_url(mail.url)) {
        section.complain("tls", "may be \"none\" only for a relay on this machine; leave the line out");
    }
}

void read_sendgrid(TomlSection& section, MailConfiguration& mail, Complaints& complaints,
                   std::vector<std::string>& warnings) {
    mail.url = section.text("url", sendgrid_url).value_or(std::string(sendgrid_url));
    if (!base::is_public_url(mail.url)) {
        section.complain(
            "url", fmt::format("must be an https address without a path; leave the line out for \"{}\"", sendgrid_url));
    }
    const std::string file = section.required_text("key_file", "sendgrid.key");
    if (!file.empty()) {
        mail.secret = read_secret(section, "key_file", file, complaints, warnings);
    }
}

}  // namespace

std::optional<MailConfiguration> read_mail(TomlSection section, Complaints& complaints,
                                           std::vector<std::string>& warnings) {
    if (!section.present()) {
        return std::nullopt;
    }
    MailConfiguration mail;
    const std::string given = section.required_text("transport", "smtp");
    const auto transport =
        given.empty()
            ? std::nullopt
            : section.choice<Transport>("transport", {{"smtp", Transport::smtp}, {"sendgrid", Transport::sendgrid}});
    mail.transport = transport.value_or(Transport::smtp);
    if (mail.transport == Transport::smtp) {
        read_smtp(section, mail, complaints, warnings);
    } else {
        read_sendgrid(section, mail, complaints, warnings);
    }
    mail.from = read_address(section, "from", section.required_text("from", "hr@example.com"));
    mail.from_name = read_from_name(section);
    mail.reply_to = read_address(section, "reply_to", section.text("reply_to", "people@example.com"));
    mail.address = read_own_address(section);
    mail.per_minute = static_cast<std::int32_t>(section.integer("per_minute", 1, 60'000, 300).value_or(300));
    mail.timeout = std::chrono::seconds(section.integer("timeout_seconds", 1, 300, 30).value_or(30));
    mail.pause = std::chrono::seconds(section.integer("pause_seconds", 1, 3600, 60).value_or(60));
    section.finish();
    return mail;
}

}  // namespace gracy::worker
