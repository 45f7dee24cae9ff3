// `gracy-worker run`: the loop and everything on it.
#pragma once

#include "base/random.hpp"
#include "documents/event_source.hpp"
#include "io/mail_sender.hpp"
#include "io/resolver.hpp"
#include "jobs/counting_queue.hpp"
#include "jobs/duty.hpp"
#include "jobs/error_book.hpp"
#include "jobs/error_log.hpp"
#include "jobs/kinds.hpp"
#include "jobs/lane_runner.hpp"
#include "jobs/postgres_queue.hpp"
#include "jobs/recurring.hpp"
#include "jobs/scheduler.hpp"
#include "postgres/database.hpp"
#include "worker/configuration.hpp"
#include "worker/counting_mail_sender.hpp"
#include "worker/curl_client.hpp"
#include "worker/metrics_server.hpp"
#include "worker/signals.hpp"
#include "worker/uv_offload.hpp"
#include "worker/uv_reactor.hpp"

#include <list>
#include <memory>
#include <optional>
#include <vector>

namespace gracy::worker {

class AssistantWork;
class ChangesWork;
class SlackWork;
class StakingWork;

class Program {
  public:
    Program(const Configuration& configuration, bool jobs, bool staking);
    ~Program();

    /// Until SIGTERM, SIGINT or SIGHUP. False: work had to be given up because the time to stop was over.
    bool run();

    /// After `run`: a thread still works for us, and the destructor would wait for it.
    bool thread_is_busy() const { return offload_.open() > 0; }

  private:
    std::unique_ptr<io::MailSender> mail_sender();
    void add_slack();
    void add_error_book();
    void add_assistant();
    void add_changes();
    std::unique_ptr<MetricsServer> metrics_server(bool jobs);
    void add_duty(
        const std::string& name, std::vector<jobs::Schedule> schedules, io::Callback on_gain = [] {},
        io::Callback on_loss = [] {});
    bool is_of_staking(const jobs::LaneRunner& lane) const;
    void watch();
    void stand_by();
    /// Somebody has enqueued a job, or stored what is to be sent or looked at.
    void wake();
    void stop();
    void give_back();

    const Configuration& configuration_;
    base::SystemClock clock_;
    UvReactor reactor_;
    UvOffload offload_;
    io::SystemResolver resolver_;
    postgres::Statistics statistics_;
    postgres::Conninfo conninfo_;
    postgres::Settings settings_;
    postgres::Database database_;
    jobs::PostgresQueue stored_queue_;
    jobs::Counts job_counts_;
    jobs::CountingQueue queue_;
    CurlClient http_;
    jobs::ErrorLog error_log_;
    jobs::ErrorBook error_book_;
    MailCounts mail_counts_{};
    /// Null without a section [mail].
    std::unique_ptr<io::MailSender> mail_;

    /// Null when PostgreSQL keeps the event log.
    std::unique_ptr<documents::EventSource> events_;

    jobs::Kinds kinds_;
    /// Null without a section [slack].
    std::unique_ptr<SlackWork> slack_;
    std::unique_ptr<AssistantWork> assistant_;
    std::unique_ptr<StakingWork> staking_;
    /// Null unless facts of HR are copied.
    std::unique_ptr<ChangesWork> changes_;
    std::list<jobs::LaneRunner> lanes_;
    std::list<jobs::Recurring> recurring_;
    /// Of these; null without a chain to watch.
    jobs::Recurring* deliveries_ = nullptr;
    std::list<jobs::Scheduler> schedulers_;
    std::list<jobs::Duty> duties_;
    std::unique_ptr<io::Timer> give_back_timer_;
    /// Null without an address to answer at.
    std::unique_ptr<MetricsServer> metrics_;
    std::optional<Signals> signals_;
    bool stopping_ = false;
};

}  // namespace gracy::worker
