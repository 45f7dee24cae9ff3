#include "hr/accounts/password_links.hpp"

#include "access/credential.hpp"
#include "base/digest.hpp"
#include "base/json.hpp"
#include "base/random.hpp"
#include "gracy/sql/accounts.hpp"
#include "gracy/sql/announcements.hpp"
#include "hr/accounts/address_mail.hpp"
#include "hr/accounts/password_mail.hpp"
#include "hr/accounts/slack_link_mail.hpp"
#include "jobs/channel.hpp"
#include "jobs/job.hpp"
#include "postgres/client.hpp"

#include <fmt/format.h>

namespace gracy::hr {
namespace {

using io::MailOutcome;

constexpr std::chrono::hours valid{24};
// As long as nobody can send.
constexpr std::chrono::minutes without_mail{5};

struct Link {
    std::int64_t team_space_id;
    std::int64_t member_id;
    std::int64_t id;

    static Link parse(const jobs::Job& job) {
        const base::Json payload = base::Json::parse(job.payload);
        const auto space = payload["team_space_id"].integer();
        const auto member = payload["member_id"].integer();
        const auto id = payload["link_id"].integer();
        if (!space || !member || !id) {
            throw jobs::Permanent("the payload lacks something");
        }
        return {*space, *member, *id};
    }
};

/// Nothing: it is not wanted any more.
base::Task<std::optional<base::MailMessage>> make(postgres::Client& client, Link link, const std::string& address) {
    const std::string token = access::new_password_token();
    const auto rows = co_await client.write(sql::accounts::make_password_link, link.team_space_id, link.member_id,
                                            link.id, base::sha256(base::bytes_of(token)),
                                            static_cast<std::int32_t>(std::chrono::seconds(valid).count()));
    const auto made = rows.first();
    if (!made) {
        co_return std::nullopt;
    }
    base::MailMessage mail = password_mail({.locale = made->locale,
                                            .name = made->name,
                                            .email = made->email,
                                            .team_space_name = made->team_space_name,
                                            .asker_name = made->own ? std::nullopt : std::optional(made->asker_name),
                                            .link = fmt::format("{}/api/v1/password/reset#{}", address, token)});
    // Each attempt is another message: its link is another one.
    mail.id = "password." + base::random_base62(22);
    co_return mail;
}

base::Task<void> send(postgres::Database& database, io::MailSender* sender, std::string address, jobs::Job job) {
    const Link link = Link::parse(job);
    if (sender == nullptr || address.empty()) {
        throw jobs::RetryLater(without_mail, "password links cannot be mailed: [mail] or its address is missing");
    }
    postgres::Client client(database);
    const std::optional<base::MailMessage> mail = co_await make(client, link, address);
    if (!mail) {
        co_return;
    }
    const io::MailResult result =
        base::is_mail_address(mail->to.address)
            ? co_await sender->send(*mail)
            : io::MailResult{.outcome = MailOutcome::rejected, .code = "bad_address", .reply = {}, .retry_after = {}};
    if (result.outcome == MailOutcome::accepted) {
        co_return;
    }
    if (result.outcome == MailOutcome::rejected || job.attempt >= job.max_attempts) {
        co_await client.write(sql::accounts::drop_password_link, link.team_space_id, link.member_id, link.id);
        co_return;
    }
    const std::chrono::seconds pause = sender->pause();
    throw jobs::RetryLater(result.retry_after.value_or(pause), fmt::format("the mail did not go: {}", result.code));
}

/// A mail that does not go is given up silently: nobody waits for it.
base::Task<void> deliver(io::MailSender& sender, const jobs::Job& job, base::MailMessage mail) {
    const io::MailResult result = co_await sender.send(std::move(mail));
    if (result.outcome == MailOutcome::accepted || result.outcome == MailOutcome::rejected ||
        job.attempt >= job.max_attempts) {
        co_return;
    }
    const std::chrono::seconds pause = sender.pause();
    throw jobs::RetryLater(result.retry_after.value_or(pause), fmt::format("the mail did not go: {}", result.code));
}

/// To the address that was a member's.
base::Task<void> tell_former_address(postgres::Database& database, io::MailSender* sender, jobs::Job job) {
    const base::Json payload = base::Json::parse(job.payload);
    const auto space = payload["team_space_id"].integer();
    const auto member = payload["member_id"].integer();
    const auto email = payload["email"].string();
    if (!space || !member || !email) {
        throw jobs::Permanent("the payload lacks something");
    }
    if (sender == nullptr) {
        throw jobs::RetryLater(without_mail, "a former address cannot be told: [mail] is missing");
    }
    if (!base::is_mail_address(*email)) {
        co_return;
    }
    postgres::Client client(database);
    const auto rows = co_await client.read(sql::accounts::describe_addressee, *space, *member);
    const auto whom = rows.first();
    if (!whom) {
        co_return;
    }
    base::MailMessage mail = address_mail({.locale = whom->locale,
                                           .name = whom->name,
                                           .email = *email,
                                           .team_space_name = whom->team_space_name,
                                           .by_themselves = payload["by_themselves"].boolean().value_or(false)});
    mail.id = fmt::format("address.{}.{}", *space, job.id);
    co_await deliver(*sender, job, std::move(mail));
}

/// The notice of it could be read by whoever it is about.
base::Task<void> tell_of_slack_link(postgres::Database& database, io::MailSender* sender, jobs::Job job) {
    const base::Json payload = base::Json::parse(job.payload);
    const auto space = payload["team_space_id"].integer();
    const auto member = payload["member_id"].integer();
    const auto team = payload["team_id"].string();
    const auto user = payload["user_id"].string();
    if (!space || !member || !team || !user) {
        throw jobs::Permanent("the payload lacks something");
    }
    if (sender == nullptr) {
        throw jobs::RetryLater(without_mail, "a member cannot be told of a link in Slack: [mail] is missing");
    }
    postgres::Client client(database);
    const auto rows = co_await client.read(sql::accounts::describe_addressee, *space, *member);
    const auto whom = rows.first();
    if (!whom || !base::is_mail_address(whom->email)) {
        co_return;
    }
    base::MailMessage mail = slack_link_mail({.locale = whom->locale,
                                              .name = whom->name,
                                              .email = whom->email,
                                              .team_space_name = whom->team_space_name,
                                              .team_id = *team,
                                              .user_id = *user});
    mail.id = fmt::format("slack-link.{}.{}", *space, job.id);
    co_await deliver(*sender, job, std::move(mail));
}

/// Queues the link, or does nothing: whoever asked is told the same.
base::Task<void> answer_forgotten(postgres::Database& database, jobs::Job job) {
    const base::Json payload = base::Json::parse(job.payload);
    const auto team_space = payload["team_space"].string();
    const auto email = payload["email"].string();
    if (!team_space || !email) {
        throw jobs::Permanent("the payload lacks something");
    }
    postgres::Client client(database);
    co_await client.write(sql::accounts::answer_forgotten_password, *team_space, *email,
                          payload["request_id"].string());
    client.notify(jobs::channel);
}

/// Each minute: without it a request for a link is refused, because nobody would send it.
base::Task<bool> report(postgres::Database& database, const io::MailSender& sender) {
    postgres::Client client(database);
    co_await client.write(sql::announcements::report_delivery_lane, "password_link", sender.transport(),
                          sender.per_minute());
    co_return false;
}

}  // namespace

void add_password_links_work(Work& work, const WorkServices& services) {
    postgres::Database& database = services.database;
    io::MailSender* const sender = services.mail;
    work.kinds.push_back({"accounts.password_link", "bulk", std::chrono::minutes(6),
                          [&database, sender, address = services.address](jobs::Job job) {
                              return send(database, sender, address, std::move(job));
                          }});
    work.kinds.push_back(
        {"accounts.address_changed", "bulk", std::chrono::minutes(6),
         [&database, sender](jobs::Job job) { return tell_former_address(database, sender, std::move(job)); }});
    work.kinds.push_back({"accounts.slack_linked", "bulk", std::chrono::minutes(6), [&database, sender](jobs::Job job) {
                              return tell_of_slack_link(database, sender, std::move(job));
                          }});
    // Strangers fill it: see sql/functions/accounts/forgot_password.sql.
    work.kinds.push_back({"accounts.forgot_password", "forgotten", std::chrono::minutes(1),
                          [&database](jobs::Job job) { return answer_forgotten(database, std::move(job)); }});
    if (sender != nullptr && !services.address.empty()) {
        work.recurring.push_back({.name = "accounts.password_links",
                                  .pause = std::chrono::minutes(1),
                                  .limit = std::chrono::seconds(10),
                                  .body = [&database, sender] { return report(database, *sender); }});
    }
}

}  // namespace gracy::hr
