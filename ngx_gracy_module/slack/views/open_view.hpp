// The interactive lane: a form opens within the three seconds that Slack gives, or not at all.
#pragma once

#include "base/clock.hpp"
#include "base/task.hpp"
#include "jobs/job.hpp"
#include "postgres/database.hpp"
#include "slack/sending/tokens.hpp"
#include "slack/sending/web_api.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gracy::slack {

inline constexpr const char* open_view_kind = "slack.open_view";
inline constexpr const char* interactive_lane = "interactive";
/// From the click to the last moment at which calling still makes sense: a trigger_id lives three seconds.
inline constexpr std::chrono::milliseconds interactive_deadline{2000};

/// What somebody clicked or typed to have a form.
struct ViewRequest {
    std::string team_id;
    std::optional<std::string> enterprise_id;
    std::string user_id;
    std::string trigger_id;
    /// The modal's callback_id.
    std::string view;
    base::Timestamp received_at;
    /// For whom the form is filled in already.
    std::optional<std::string> recipient_user_id{};
    /// The same of several.
    std::vector<std::string> recipients{};
    /// Why what was written before was not taken, which the form begins with; mrkdwn.
    std::optional<std::string> refusal{};
    /// The message that it is about, for what may be said under it.
    std::optional<std::string> channel{};
    std::optional<std::string> thread_ts{};
    /// What the form is about, as the button's value says it.
    std::optional<std::string> about{};
    /// What its text field begins with.
    std::optional<std::string> quoted{};
    /// The user group whose people it is filled in with; what they get, and for which value.
    std::optional<std::string> group{};
    std::optional<std::string> value{};
    std::int32_t points = 1;
    /// The open view that it takes the place of; nothing: it opens.
    std::optional<std::string> view_id{};
    /// ResponseUrl::name of where an apology is read when it does not open.
    std::optional<std::string> response{};
    /// Of the open view, which is left as it is when it has become another one meanwhile.
    std::optional<std::string> hash{};
    /// The assistant's task whose draft the form shows, or why there is none; and the block that has the message now.
    std::optional<std::string> draft_task{};
    std::optional<std::string> draft_refusal{};
    std::optional<std::string> message_block{};
    /// Asked for in such an apology, which goes away when it opens.
    bool again = false;

    std::string payload() const;
    /// Throws jobs::Permanent for what `payload` did not write.
    static ViewRequest parse(const jobs::Job& job);
};

/// The job that opens it: once, keyed by the trigger_id.
jobs::NewJob open_view_job(const ViewRequest& request);

class ViewOpener {
  public:
    /// All references must outlive this. `address`: nginx as browsers reach it, or empty.
    ViewOpener(postgres::Database& database, const base::Clock& clock, WebApi& api, const TokenKeys& keys,
               std::string address)
        : database_(database), clock_(clock), api_(api), keys_(keys), address_(std::move(address)) {}

    /// Never tried again: whoever clicked clicks again. Where they can be told, they read that it did not open.
    base::Task<void> open(jobs::Job job);

  private:
    base::Task<void> show(const ViewRequest& request);
    base::Task<void> apologise(const ViewRequest& request);

    postgres::Database& database_;
    const base::Clock& clock_;
    WebApi& api_;
    const TokenKeys& keys_;
    std::string address_;
};

}  // namespace gracy::slack
