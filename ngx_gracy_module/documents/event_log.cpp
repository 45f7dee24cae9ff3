#include "documents/event_log.hpp"

namespace gracy::documents {

std::string_view name_of(EventKind kind) {
    switch (kind) {
        case EventKind::event:
            return "event";
        case EventKind::action:
            return "action";
        case EventKind::command:
            return "command";
    }
    return "event";
}

}  // namespace gracy::documents
