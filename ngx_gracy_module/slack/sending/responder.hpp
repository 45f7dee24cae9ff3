// An answer that comes later than the command or the click: in the person's conversation, seen by them alone, or in
// place of what they clicked in (docs.slack.dev/interactivity/handling-user-interaction, "Message responses").
#pragma once

#include "base/task.hpp"
#include "jobs/job.hpp"
#include "postgres/database.hpp"
#include "postgres/transaction.hpp"
#include "slack/receiving/interaction.hpp"
#include "slack/sending/web_api.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace gracy::slack {

inline constexpr const char* respond_kind = "slack.respond";

enum class Answering : unsigned char {
    beside,    // a message of its own
    in_place,  // instead of the one that was clicked in
    away,      // that one is deleted, and nothing is said
};

/// Where a message stands that everybody in its conversation sees: there chat.update changes it, too.
struct MessagePlace {
    std::int64_t team_space_id;
    std::string team_id;
    std::string channel;
    std::string ts;
};

/// Who reads an answer in Gracy's conversation with them when the address does not take it.
struct Reader {
    std::string team_id;
    std::optional<std::string> enterprise_id;
    std::string user_id;
};

/// `response`: ResponseUrl::name of an address that is kept. `arguments`: of chat.postMessage, of which text and blocks
/// are shown; for `away` "{}". `key`: of the click, which is answered so once. `otherwise`: what was clicked in, to be
/// changed in the bulk lane when the address does not do it. `reader`: of a message of its own.
jobs::NewJob respond_job(std::string_view response, Answering answering, std::string_view arguments, std::string key,
                         const std::optional<MessagePlace>& otherwise = std::nullopt,
                         const std::optional<Reader>& reader = std::nullopt);

/// In the transaction of what the click has led to. False, and nothing happens, when it brought no address along, as
/// one in App Home does. Throws postgres::Error.
base::Task<bool> answer_later(postgres::Transaction& transaction, const Interaction& interaction, Answering answering,
                              std::string arguments, std::string key,
                              std::optional<MessagePlace> otherwise = std::nullopt);

struct ResponseCounts {
    std::uint64_t said = 0;
    /// Addresses that were used five times, or are half an hour old.
    std::uint64_t spent = 0;
    /// Addresses that do not lead to Slack.
    std::uint64_t foreign = 0;
    /// What Slack did not take, or did not answer.
    std::uint64_t failed = 0;
};

class Responder {
  public:
    /// `origin`: "https://hooks.slack.com". All must outlive this.
    Responder(postgres::Database& database, WebApi& api, std::string origin)
        : database_(database), api_(api), origin_(std::move(origin)) {}

    /// Never tried again: an attempt that fails is a use as well.
    base::Task<void> respond(jobs::Job job);

    const ResponseCounts& counts() const { return counts_; }

  private:
    /// True: it was said there.
    base::Task<bool> say(base::Bytes hash, std::string body);
    base::Task<void> change_in_place(MessagePlace place, std::string message);
    base::Task<void> tell(Reader reader, std::string message, std::string key);

    postgres::Database& database_;
    WebApi& api_;
    const std::string origin_;
    ResponseCounts counts_;
};

}  // namespace gracy::slack
