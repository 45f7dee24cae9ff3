#include "worker/program.hpp"

#include "base/log.hpp"
#include "base/release.hpp"
#include "hr/work.hpp"
#include "jobs/channel.hpp"
#include "jobs/housekeeping.hpp"
#include "jobs/job.hpp"
#include "slack/check_ins/check_in_question.hpp"
#include "slack/receiving/store.hpp"
#include "worker/assistant_work.hpp"
#include "worker/changes_work.hpp"
#include "worker/conninfo.hpp"
#include "worker/documents_work.hpp"
#include "worker/metrics_page.hpp"
#include "worker/mongodb_event_source.hpp"
#include "worker/sendgrid_sender.hpp"
#include "worker/slack_work.hpp"
#include "worker/smtp_sender.hpp"
#include "worker/staking_work.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <system_error>

namespace gracy::worker {
namespace {

using base::LogLevel;

// The thread pool looks names up, matches coffee programs, and little else.
constexpr std::size_t offload_limit = 64;

// How soon an error is known to whoever reports it; and how long writing it down may take.
constexpr std::chrono::seconds error_book_pause{2};
constexpr std::chrono::seconds error_book_limit{20};

// Before the time to stop is over, what still runs is cancelled and put back, so that another worker has it at once
// and not when its lease ends.
constexpr std::chrono::milliseconds give_back_before_the_end{3000};

/// "host/process/random": who holds a lease must never be taken for another, not even after the process numbers
/// went round.
std::string worker_name() {
    std::array<char, 256> host{};
    if (gethostname(host.data(), host.size() - 1) != 0) {
        host[0] = '?';
    }
    return fmt::format("{}/{}/{}", host.data(), getpid(), base::random_base62(8));
}

postgres::Settings settings_of(const std::string& name) {
    postgres::Settings settings;
    settings.process = postgres::Process::worker;
    settings.application_name = name;
    settings.read_connections = 1;
    settings.write_connections = 4;
    settings.exclusive_connections = 4;
    settings.replica_connections = 0;
    // Nobody waits for a job's long statement, which may decide something about ten thousand people.
    settings.bulk_timeout = std::chrono::minutes(10);
    // Nor for its connection: what goes on when its job's time is over may still decide it, and need not begin anew.
    settings.drain_patience = settings.bulk_timeout;
    return settings;
}

/// Whatever asks models at the same time has a connection: nobody waits for one on the time of their own call.
CurlSettings curl_settings(const Configuration& configuration) {
    CurlSettings settings;
    settings.authorities_file = configuration.http.authorities_file;
    settings.proxy = configuration.http.proxy;
    settings.connections_per_host =
        std::max(settings.connections_per_host, configuration.jobs.concurrency + assistant::DigestDesk::at_once);
    settings.connections = std::max(settings.connections, 2 * settings.connections_per_host);
    return settings;
}

std::size_t concurrency_of(std::string_view lane, const JobsConfiguration& configuration) {
    return lane == assistant::DigestDesk::lane ? std::min(assistant::DigestDesk::at_once, configuration.concurrency)
                                               : configuration.concurrency;
}

std::string application_name(bool jobs, bool staking) {
    return jobs && staking ? "gracy-worker" : jobs ? "gracy-worker jobs" : "gracy-worker staking";
}

}  // namespace

Program::Program(const Configuration& configuration, bool jobs, bool staking)
    : configuration_(configuration),
      offload_(reactor_, offload_limit),
      resolver_(offload_),
      conninfo_(conninfo_of(configuration.database)),
      settings_(settings_of(application_name(jobs, staking))),
      database_(reactor_, resolver_, conninfo_, {}, settings_, statistics_),
      stored_queue_(database_, worker_name()),
      queue_(stored_queue_, job_counts_),
      http_(reactor_, curl_settings(configuration)),
      error_book_(database_, error_log_),
      give_back_timer_(reactor_.timer(io::AtShutdown::ignores, [this] { give_back(); })) {
    if (jobs) {
        if (auto sender = mail_sender()) {
            mail_ = std::make_unique<CountingMailSender>(std::move(sender), mail_counts_);
        }
        hr::WorkServices services{.database = database_, .clock = clock_, .offload = offload_, .mail = mail_.get()};
        if (configuration.mail) {
            services.address = configuration.mail->address;
        }
        if (configuration.slack) {
            services.check_in_question = slack::check_in_questions();
        }
        hr::Work work = hr::work(services);
        kinds_.add(jobs::housekeeping::purge(database_));
        for (jobs::Kind& kind : work.kinds) {
            kinds_.add(std::move(kind));
        }
        for (hr::Work::Recurring& task : work.recurring) {
            recurring_.emplace_back(reactor_, std::move(task.name), task.pause, task.limit, std::move(task.body));
        }
        work.schedules.push_back(jobs::housekeeping::purge_schedule());
        kinds_.add(ChangesWork::purge(database_));
        work.schedules.push_back(ChangesWork::purge_schedule());
        if (configuration.documents) {
            events_ = std::make_unique<MongodbEventSource>(reactor_, *configuration.documents);
            kinds_.add(documents_work::purge(*events_, clock_));
            work.schedules.push_back(documents_work::purge_schedule());
        }
        add_duty("jobs", std::move(work.schedules));
        add_slack();
        add_assistant();
        add_changes();
    }
    if (staking && configuration.staking) {
        staking_ = std::make_unique<StakingWork>(reactor_, database_, queue_, http_, clock_, *configuration.staking,
                                                 [this] { wake(); });
        staking_->add_kinds(kinds_);
        add_duty("staking", staking_->schedules(), [this] { watch(); }, [this] { stand_by(); });
        deliveries_ =
            &recurring_.emplace_back(reactor_, "staking.deliveries", configuration.jobs.poll, std::chrono::minutes(1),
                                     [this] { return staking_->process_deliveries(); });
    } else if (staking) {
        base::log_line(LogLevel::warning, "there is no section [staking]: the chain is not watched");
    }
    add_error_book();
    for (const std::string& lane : kinds_.lanes()) {
        jobs::LaneSettings settings;
        settings.lane = lane;
        settings.concurrency = staking_ && staking_->is_sequential(lane) ? 1 : concurrency_of(lane, configuration.jobs);
        settings.lease = configuration.jobs.lease;
        settings.poll = configuration.jobs.poll;
        lanes_.emplace_back(reactor_, queue_, kinds_, std::move(settings));
    }
    database_.listener().listen(jobs::channel, [this] { wake(); });
    metrics_ = metrics_server(jobs);
}

Program::~Program() {
    note_errors_in(nullptr);
}

std::unique_ptr<io::MailSender> Program::mail_sender() {
    if (!configuration_.mail) {
        base::log_line(LogLevel::warning,
                       "there is no section [mail]: announcements by e-mail wait until there is one");
        return nullptr;
    }
    if (configuration_.mail->transport == MailConfiguration::Transport::sendgrid) {
        return std::make_unique<SendgridSender>(http_, *configuration_.mail);
    }
    return std::make_unique<SmtpSender>(reactor_, clock_, *configuration_.mail, configuration_.http.authorities_file);
}

void Program::add_slack() {
    if (!configuration_.slack) {
        base::log_line(LogLevel::warning, "there is no section [slack]: nothing is said in Slack until there is one");
        return;
    }
    slack_ = std::make_unique<SlackWork>(database_, clock_, http_, *configuration_.slack);
    slack_->add_kinds(kinds_);
    slack_->add_recurring(recurring_, reactor_, configuration_.jobs.poll);
    if (events_) {
        slack_->follow(*events_, recurring_, reactor_);
    }
    database_.listener().listen(slack::events_channel, [this] { slack_->wake(); });
}

void Program::add_error_book() {
    if (configuration_.slack && configuration_.slack->errors) {
        note_errors_in(&error_log_);
        recurring_.emplace_back(reactor_, "errors", error_book_pause, error_book_limit,
                                [this] { return error_book_.keep_some(); });
    }
}

void Program::add_assistant() {
    if (configuration_.assistant.servers.empty()) {
        base::log_line(
            LogLevel::warning,
            "there is no section [assistant.servers.*]: questions are answered with passages of the policies");
    }
    assistant_ = std::make_unique<AssistantWork>(reactor_, database_, http_, configuration_.assistant);
    assistant_->add_kinds(kinds_);
    assistant_->add_recurring(recurring_, reactor_);
    database_.listener().listen(jobs::cancellations_channel, [this] { assistant_->look(); });
}

void Program::add_changes() {
    if (!configuration_.documents || !configuration_.documents->changes) {
        return;
    }
    changes_ = std::make_unique<ChangesWork>(reactor_, database_, *configuration_.documents, configuration_.jobs.poll);
    duties_.emplace_back(
        reactor_, resolver_, conninfo_, settings_, statistics_, ChangesWork::duty,
        [this] {
            if (!stopping_) {
                changes_->start();
            }
        },
        [this] { changes_->stop(); });
}

std::unique_ptr<MetricsServer> Program::metrics_server(bool jobs) {
    const auto& address = jobs ? configuration_.metrics.jobs : configuration_.metrics.staking;
    if (!address) {
        return nullptr;
    }
    try {
        return std::make_unique<MetricsServer>(reactor_, *address, [this, jobs] {
            return metrics_page({.database = database_,
                                 .statistics = statistics_,
                                 .jobs = job_counts_,
                                 .duties = duties_,
                                 .mail = mail_counts_,
                                 .delivers = jobs,
                                 .mail_is_configured = mail_ != nullptr,
                                 .changes = changes_ ? &changes_->counts() : nullptr,
                                 .answers = assistant_ ? &assistant_->answer_counts() : nullptr,
                                 .tasks = assistant_ ? &assistant_->task_counts() : nullptr,
                                 .coffee = slack_ ? &slack_->coffee() : nullptr,
                                 .installs = slack_ ? &slack_->install_counts() : nullptr,
                                 .refreshes = slack_ ? &slack_->refresh_counts() : nullptr,
                                 .sign_ins = slack_ ? &slack_->sign_in_counts() : nullptr,
                                 .responses = slack_ ? &slack_->response_counts() : nullptr,
                                 .events = slack_ ? &slack_->event_counts() : nullptr,
                                 .streams = slack_ ? &slack_->stream_counts() : nullptr,
                                 .reseals = slack_ ? &slack_->reseal_counts() : nullptr,
                                 .errors = configuration_.slack && configuration_.slack->errors ? &error_log_ : nullptr,
                                 .error_reports = slack_ ? slack_->error_reports() : nullptr,
                                 .staking = staking_ ? std::optional(staking_->sources()) : std::nullopt});
        });
    } catch (const std::system_error& error) {
        // Another worker on this machine may stand by with the same configuration. Work matters more than numbers.
        base::log(LogLevel::warning, "metrics: {}:{} cannot be listened at: {}; going on without", address->host,
                  address->port, error.what());
        return nullptr;
    }
}

void Program::add_duty(const std::string& name, std::vector<jobs::Schedule> schedules, io::Callback on_gain,
                       io::Callback on_loss) {
    jobs::Scheduler& scheduler =
        schedulers_.emplace_back(reactor_, clock_, queue_, std::move(schedules), [this] { wake(); });
    duties_.emplace_back(
        reactor_, resolver_, conninfo_, settings_, statistics_, name,
        [this, &scheduler, on_gain = std::move(on_gain)]() mutable {
            if (!stopping_) {
                on_gain();
                scheduler.start();
            }
        },
        [&scheduler, on_loss = std::move(on_loss)]() mutable {
            scheduler.stop();
            on_loss();
        });
}

/// Who stands by asks no provider: it would overwrite what the one on duty has found out about them.
bool Program::is_of_staking(const jobs::LaneRunner& lane) const {
    return staking_ && staking_->is_sequential(lane.lane());
}

void Program::watch() {
    staking_->begin();
    for (jobs::LaneRunner& lane : lanes_) {
        if (is_of_staking(lane)) {
            lane.start();
        }
    }
}

void Program::stand_by() {
    for (jobs::LaneRunner& lane : lanes_) {
        if (is_of_staking(lane)) {
            lane.stop();
        }
    }
}

void Program::wake() {
    for (jobs::LaneRunner& lane : lanes_) {
        lane.wake();
    }
    // What else recurs has a pause of its own, and nobody waits for it: purges, roll-ups, reports.
    if (slack_) {
        slack_->wake();
    }
    if (deliveries_ != nullptr) {
        deliveries_->wake();
    }
}

bool Program::run() {
    signals_.emplace(reactor_, [this] { stop(); });
    database_.open();
    for (jobs::Duty& duty : duties_) {
        duty.start();
    }
    for (jobs::LaneRunner& lane : lanes_) {
        if (!is_of_staking(lane)) {
            lane.start();
        }
    }
    for (jobs::Recurring& recurring : recurring_) {
        recurring.start();
    }
    base::log(LogLevel::info, "started on {}, version {}", conninfo_.description(), base::release());
    reactor_.run();
    const bool clean = !reactor_.abandoned_work();
    base::log_line(clean ? LogLevel::info : LogLevel::error,
                   clean ? "stopped" : "stopped with work unfinished; its leases will end and other workers take it");
    return clean;
}

void Program::stop() {
    if (std::exchange(stopping_, true)) {
        // A second signal: whoever sends it does not want to wait.
        give_back();
        return;
    }
    base::log_line(LogLevel::info, "stopping: running jobs may end, no new ones are taken");
    for (jobs::Scheduler& scheduler : schedulers_) {
        scheduler.stop();
    }
    // Their connections close and their locks are free: who stands by need not wait for our last job.
    duties_.clear();
    for (jobs::LaneRunner& lane : lanes_) {
        lane.stop();
    }
    for (jobs::Recurring& recurring : recurring_) {
        recurring.stop();
    }
    if (changes_) {
        changes_->stop();
    }
    const std::chrono::milliseconds limit = configuration_.jobs.stop;
    give_back_timer_->start(std::max(limit - give_back_before_the_end, limit / 2));
    reactor_.stop(limit);
}

void Program::give_back() {
    for (jobs::LaneRunner& lane : lanes_) {
        lane.give_back();
    }
}

}  // namespace gracy::worker
