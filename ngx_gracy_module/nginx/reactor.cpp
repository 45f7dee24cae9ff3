#include "nginx/reactor.hpp"

#include "base/frame_pool.hpp"
#include "nginx/guard.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <cerrno>
#include <system_error>
#include <utility>

namespace gracy::nginx {
namespace {

/// Calls a callback that may destroy its owner, and the callback with it, while it runs.
template <class Owner, class Function, class... Arguments>
void call(Owner& owner, Function Owner::* member, const char* what, Arguments... arguments) noexcept {
    bool destroyed = false;
    owner.destroyed = &destroyed;
    Function function = std::move(owner.*member);
    guarded(ngx_cycle->log, what, [&] { function(arguments...); });
    if (!destroyed) {
        owner.destroyed = nullptr;
        owner.*member = std::move(function);
    }
}

/// Tells `call` on the stack that its owner is gone.
class Destroyable {
  public:
    Destroyable() = default;
    Destroyable(const Destroyable&) = delete;
    Destroyable& operator=(const Destroyable&) = delete;
    ~Destroyable() {
        if (destroyed != nullptr) {
            *destroyed = true;
        }
    }
    bool* destroyed = nullptr;

    // Timers and deferred work come with every request.
    static void* operator new(std::size_t size) { return base::allocate_frame(size); }
    static void operator delete(void* memory, std::size_t size) noexcept { base::release_frame(memory, size); }
};

// nginx's debug log looks for a descriptor behind every event's data.
constinit ngx_connection_t no_connection = [] {
    ngx_connection_t connection{};
    connection.fd = static_cast<ngx_socket_t>(-1);
    return connection;
}();

/// An event without a descriptor. Standard layout, so that the handler finds the owner behind the event.
struct OwnedEvent {
    ngx_event_t event;
    void* owner;

    OwnedEvent(ngx_event_handler_pt handler, void* owned_by) : event{}, owner(owned_by) {
        event.handler = handler;
        event.data = &no_connection;
        event.log = ngx_cycle->log;
    }
    template <class Owner>
    static Owner& owner_of(ngx_event_t* event) {
        return *static_cast<Owner*>(reinterpret_cast<OwnedEvent*>(event)->owner);
    }
};
static_assert(offsetof(OwnedEvent, event) == 0);

class EventWatch final : public io::Watch, public Destroyable {
  public:
    EventWatch(int descriptor, std::move_only_function<void(io::Interest)> on_ready, io::Callback& on_forced_close)
        : on_ready_(std::move(on_ready)), on_forced_close_(on_forced_close) {
        const int duplicate = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
        if (duplicate < 0) {
            throw std::system_error(errno, std::generic_category(), "duplicating a descriptor");
        }
        connection_ = ngx_get_connection(duplicate, ngx_cycle->log);
        if (connection_ == nullptr) {
            close(duplicate);
            throw std::system_error(ENFILE, std::generic_category(), "worker_connections are not enough");
        }
        // Not idle: nginx closes idle connections at the beginning of a graceful shutdown, and requests still need this
        // one. It does not keep the worker alive by itself.
        connection_->idle = 0;
        connection_->data = this;
        connection_->read->handler = on_event;
        connection_->write->handler = on_event;
        connection_->read->log = ngx_cycle->log;
        connection_->write->log = ngx_cycle->log;
    }

    ~EventWatch() override { release(); }

    void want(io::Interest interest) override {
        if (connection_ == nullptr) {
            return;
        }
        set(connection_->read, NGX_READ_EVENT, io::has(interest, io::Interest::read));
        set(connection_->write, NGX_WRITE_EVENT, io::has(interest, io::Interest::write));
    }

    std::move_only_function<void(io::Interest)> on_ready_;

  private:
    static void on_event(ngx_event_t* event) noexcept {
        auto* connection = static_cast<ngx_connection_t*>(event->data);
        auto& watch = *static_cast<EventWatch*>(connection->data);
        if (connection->close) {
            io::Callback& forced = watch.on_forced_close_;
            watch.release();
            guarded(ngx_cycle->log, "closing by force", [&] { forced(); });
            return;
        }
        call(watch, &EventWatch::on_ready_, "a descriptor's callback",
             event->write ? io::Interest::write : io::Interest::read);
    }

    static void set(ngx_event_t* event, ngx_int_t which, bool wanted) {
        if (wanted == static_cast<bool>(event->active)) {
            return;
        }
        // Level-triggered by name: ngx_handle_read_event would choose edges, and libpq does not drain its socket.
        const ngx_int_t result = wanted ? ngx_add_event(event, which, NGX_LEVEL_EVENT) : ngx_del_event(event, which, 0);
        if (result != NGX_OK) {
            throw std::system_error(ngx_errno, std::generic_category(), "watching a descriptor");
        }
    }

    void release() noexcept {
        if (connection_ == nullptr) {
            return;
        }
        ngx_connection_t* connection = std::exchange(connection_, nullptr);
        // By hand: closing the descriptor does not take it out of epoll while its original is open.
        if (connection->read->active) {
            ngx_del_event(connection->read, NGX_READ_EVENT, 0);
        }
        if (connection->write->active) {
            ngx_del_event(connection->write, NGX_WRITE_EVENT, 0);
        }
        ngx_close_connection(connection);
    }

    io::Callback& on_forced_close_;
    ngx_connection_t* connection_ = nullptr;
};

class EventTimer final : public io::Timer, public Destroyable {
  public:
    EventTimer(io::AtShutdown at_shutdown, io::Callback on_fire)
        : on_fire_(std::move(on_fire)), event_(on_event, this) {
        // A worker that was asked to stop leaves as soon as only cancelable timers are left.
        event_.event.cancelable = at_shutdown == io::AtShutdown::ignores;
    }
    ~EventTimer() override { EventTimer::stop(); }

    void start(std::chrono::milliseconds delay) override {
        stop();
        ngx_add_timer(&event_.event, static_cast<ngx_msec_t>(std::max<std::int64_t>(delay.count(), 0)));
    }
    void stop() override {
        if (event_.event.timer_set) {
            ngx_del_timer(&event_.event);
        }
    }

    io::Callback on_fire_;

  private:
    static void on_event(ngx_event_t* event) noexcept {
        event->timedout = 0;
        call(OwnedEvent::owner_of<EventTimer>(event), &EventTimer::on_fire_, "a timer's callback");
    }

    OwnedEvent event_;
};

class PostedWork final : public io::Deferred, public Destroyable {
  public:
    explicit PostedWork(io::Callback work) : work_(std::move(work)), event_(on_event, this) {}
    ~PostedWork() override {
        if (event_.event.posted) {
            ngx_delete_posted_event(&event_.event);
        }
    }

    void schedule() override { ngx_post_event(&event_.event, &ngx_posted_events); }

    io::Callback work_;

  private:
    static void on_event(ngx_event_t* event) noexcept {
        call(OwnedEvent::owner_of<PostedWork>(event), &PostedWork::work_, "deferred work");
    }

    OwnedEvent event_;
};

}  // namespace

std::unique_ptr<io::Watch> EventReactor::watch(int descriptor,
                                               std::move_only_function<void(io::Interest ready)> on_ready) {
    return std::make_unique<EventWatch>(descriptor, std::move(on_ready), on_forced_close_);
}

std::unique_ptr<io::Timer> EventReactor::timer(io::AtShutdown at_shutdown, io::Callback on_fire) {
    return std::make_unique<EventTimer>(at_shutdown, std::move(on_fire));
}

std::unique_ptr<io::Deferred> EventReactor::deferred(io::Callback work) {
    return std::make_unique<PostedWork>(std::move(work));
}

}  // namespace gracy::nginx
