#include "mongodb/batch.hpp"

#include <algorithm>

namespace gracy::mongodb {

std::vector<std::string_view> Client::Batch::sendable(const ServerDescription& server) {
    std::erase_if(inserts_, [&](const std::shared_ptr<Insert>& insert) {
        const bool too_large = insert->document.size() > server.max_document;
        if (too_large) {
            ++statistics_.refused;
            insert->settle(Fate::refused, "the document is larger than the server takes");
        }
        return too_large;
    });
    // What the command itself needs is far less.
    constexpr std::size_t room_for_command = 16 * 1024;
    const std::size_t most = one_by_one_ ? 1 : server.max_batch;
    std::size_t bytes = room_for_command;
    std::vector<std::string_view> documents;
    for (const auto& insert : inserts_) {
        bytes += insert->document.size();
        if (documents.size() == most || (bytes > server.max_message && !documents.empty())) {
            break;
        }
        documents.emplace_back(insert->document);
    }
    return documents;
}

void Client::Batch::take(const Verdict& verdict) {
    one_by_one_ = one_by_one_ || verdict.one_by_one;
    trouble = verdict.trouble.empty() ? trouble : verdict.trouble;
    backoff = verdict.backoff;
    overloads += verdict.server == ServerState::overloaded ? 1 : 0;
    for (std::size_t i = 0; i < verdict.fates.size(); ++i) {
        if (verdict.fates[i] == Fate::refused) {
            ++statistics_.refused;
            inserts_[i]->settle(Fate::refused, verdict.trouble);
        } else if (verdict.fates[i] != Fate::again) {
            inserts_[i]->settle(verdict.fates[i]);
        }
    }
    std::erase_if(inserts_, [](const std::shared_ptr<Insert>& insert) { return insert->fate != Fate::again; });
}

void Client::Batch::give_up(const std::string& why) {
    statistics_.unavailable += inserts_.size();
    for (const auto& insert : std::exchange(inserts_, {})) {
        insert->settle(Fate::again, why);
    }
}

}  // namespace gracy::mongodb
