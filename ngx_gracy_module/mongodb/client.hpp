// Stores documents in one collection, each once, for good: the only thing that this client is for.
//
// Documents that arrive in one turn of the loop go out together as one unordered insert with {w: "majority"}, and so do
// those that arrive while all connections are busy. Whatever happens on the way, the same documents are sent again
// until their time is over: their _id makes that safe (verdict.hpp).
#pragma once

#include "mongodb/cluster.hpp"

#include <deque>
#include <list>
#include <memory>
#include <string>

namespace gracy::mongodb {

/// Where the documents go. Names that MongoDB takes; nothing is checked here.
struct Collection {
    std::string database;
    std::string name;
};

enum class Stored : unsigned char { now, before };

class Client {
  public:
    /// `tls`: null without. Reactor, resolver, offload and statistics must outlive the client.
    Client(io::Reactor& reactor, io::Resolver& resolver, io::Offload& offload, ConnectionString target,
           std::shared_ptr<const TlsContext> tls, Collection collection, Statistics& statistics);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    /// Begins to connect.
    void open() { cluster_.open(); }

    /// `document`: BSON whose first member is its _id. Returns once a majority has it. Throws Unavailable when that is
    /// not known in time, DocumentRefused when the server will never take it. Who stops waiting does not stop it.
    base::Task<Stored> insert(std::string document);

    /// Runs another command on a server that takes writes, once, and returns its reply. Throws Unavailable.
    base::Task<std::string> run(std::string_view command);

    const Collection& collection() const { return collection_; }
    const ConnectionString& target() const { return target_; }
    bool writable() const { return cluster_.writable(); }
    /// Why no document can be stored now; empty when it can.
    std::string trouble() const { return writable() ? std::string() : cluster_.topology().trouble(); }

  private:
    struct Insert;
    class Batch;

    void dispatch();
    void expire();
    void refuse_if_full(std::size_t size);
    Batch take_batch();
    base::Task<void> deliver(Batch batch);
    base::Task<bool> attempt(Batch& batch);
    base::Task<void> send(Batch& batch, Pool& pool, Pool::Lease& lease);
    std::string command(std::chrono::milliseconds left) const;
    void finished(std::list<std::unique_ptr<io::Pump>>::iterator place);
    void unqueue(const Insert& insert);

    io::Reactor& reactor_;
    const ConnectionString target_;
    const std::shared_ptr<const TlsContext> tls_;
    const Collection collection_;
    Statistics& statistics_;
    Handshake handshake_;
    Cluster cluster_;

    std::deque<std::shared_ptr<Insert>> queue_;
    std::size_t queued_bytes_ = 0;
    std::unique_ptr<io::Deferred> dispatch_;
    std::unique_ptr<io::Timer> expiry_;
    std::list<std::unique_ptr<io::Pump>> deliveries_;
};

}  // namespace gracy::mongodb
