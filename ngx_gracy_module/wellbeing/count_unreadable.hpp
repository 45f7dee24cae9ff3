// Counts what is stored and no key of ours opens: a key file was lost, or exchanged without gracy_old_key_file.
#pragma once

#include "access/services.hpp"

#include <optional>

namespace gracy::wellbeing {

/// `opened` as it is.
template <class Opened>
std::optional<Opened> count_unreadable(access::Services& services, std::optional<Opened> opened) {
    if (!opened) {
        services.counters.sealed_unreadable += 1;
    }
    return opened;
}

}  // namespace gracy::wellbeing
