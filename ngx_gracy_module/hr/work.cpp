#include "hr/work.hpp"

#include "hr/accounts/work.hpp"
#include "hr/analytics/work.hpp"
#include "hr/announcements/work.hpp"
#include "hr/celebrations/work.hpp"
#include "hr/check_ins/work.hpp"
#include "hr/coffee/work.hpp"
#include "hr/exports/work.hpp"
#include "hr/people/work.hpp"
#include "hr/surveys/work.hpp"

#include <utility>

namespace gracy::hr {

void Work::every(std::chrono::seconds pause, jobs::Kind kind, std::int32_t attempts) {
    schedules.push_back(jobs::every(pause, kind.name, kind.lane, attempts));
    kinds.push_back(std::move(kind));
}

Work work(const WorkServices& services) {
    Work all;
    add_accounts_work(all, services);
    add_analytics_work(all, services);
    add_celebrations_work(all, services);
    add_check_ins_work(all, services);
    add_coffee_work(all, services);
    add_surveys_work(all, services);
    add_exports_work(all, services);
    add_announcements_work(all, services);
    add_people_work(all, services);
    return all;
}

}  // namespace gracy::hr
