#include "documents/backlog.hpp"

namespace gracy::documents {

bool Backlog::add(base::Task<void> task) {
    if (pumps_.size() >= capacity_) {
        return false;
    }
    const auto place = pumps_.emplace(pumps_.end());
    *place = std::make_unique<io::Pump>(reactor_, std::move(task),
                                        [this, place](const std::exception_ptr&) { pumps_.erase(place); });
    (*place)->start();
    return true;
}

}  // namespace gracy::documents
