// Documents that travel together, and what becomes of each. Only client.cpp includes this.
#pragma once

#include "mongodb/client.hpp"

#include <vector>

namespace gracy::mongodb {

/// One document, until its fate is known. It belongs to its batch and to who waits for it; the latter may go.
struct Client::Insert {
    Insert(io::Reactor& reactor, std::string bytes, Deadline until)
        : document(std::move(bytes)), deadline(until), settled(reactor) {}

    void settle(Fate decided, std::string why = {}) {
        fate = decided;
        trouble = std::move(why);
        document.clear();
        settled.notify_all();
    }

    std::string document;
    Deadline deadline;
    /// `again`: it is not known.
    Fate fate = Fate::again;
    std::string trouble;
    Condition settled;
};

class Client::Batch {
  public:
    Batch(std::vector<std::shared_ptr<Insert>> inserts, Statistics& statistics)
        : inserts_(std::move(inserts)), statistics_(statistics) {}
    Batch(Batch&&) noexcept = default;
    /// Whoever still waits is told, also when the client ends or memory does.
    ~Batch() { give_up("nothing more is sent"); }

    bool empty() const { return inserts_.empty(); }
    std::size_t size() const { return inserts_.size(); }
    Deadline deadline() const { return inserts_.front()->deadline; }

    /// As many from the front as the server takes at once. One that it can never take is settled here.
    std::vector<std::string_view> sendable(const ServerDescription& server);
    /// What the answer to the first documents said: those that are settled leave.
    void take(const Verdict& verdict);
    /// Nothing more is tried.
    void give_up(const std::string& why);

    bool sent = false;
    unsigned overloads = 0;
    std::optional<std::chrono::milliseconds> backoff;
    std::string trouble;

  private:
    std::vector<std::shared_ptr<Insert>> inserts_;
    Statistics& statistics_;
    bool one_by_one_ = false;
};

}  // namespace gracy::mongodb
