#include "worker/uv_offload.hpp"

#include "worker/guard.hpp"
#include "worker/uv_reactor.hpp"

#include <uv.h>

namespace gracy::worker {

struct UvOffload::State {
    std::size_t limit;
    std::size_t open = 0;
    bool alive = true;
};

struct UvOffload::Item {
    uv_work_t request{};
    io::Callback work;
    io::Callback done;
    std::shared_ptr<State> state;
};

UvOffload::UvOffload(UvReactor& reactor, std::size_t limit)
    : reactor_(reactor), state_(std::make_shared<State>(limit)) {}

UvOffload::~UvOffload() {
    state_->alive = false;
}

std::size_t UvOffload::open() const {
    return state_->open;
}

bool UvOffload::submit(io::Callback work, io::Callback done) {
    if (state_->open >= state_->limit) {
        return false;
    }
    auto item = std::make_unique<Item>();
    item->work = std::move(work);
    item->done = std::move(done);
    item->state = state_;
    item->request.data = item.get();
    const int status = uv_queue_work(
        reactor_.loop(), &item->request,
        [](uv_work_t* request) { guarded("offloaded work", [request] { static_cast<Item*>(request->data)->work(); }); },
        [](uv_work_t* request, int) {
            const std::unique_ptr<Item> ended(static_cast<Item*>(request->data));
            --ended->state->open;
            if (ended->state->alive) {
                guarded("the end of offloaded work", [&ended] { ended->done(); });
            }
        });
    if (status < 0) {
        return false;
    }
    ++state_->open;
    static_cast<void>(item.release());
    return true;
}

}  // namespace gracy::worker
