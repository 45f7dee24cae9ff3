#include "access/permitted_stream.hpp"

#include "http/problem.hpp"

namespace gracy::access {

class PermittedStream::Writer final : public http::BodyWriter {
  public:
    Writer(PermittedStream& stream, http::BodyWriter& writer) : stream_(stream), writer_(writer) {}

    base::Task<void> write(std::string chunk) override {
        co_await stream_.require_permission();
        co_await writer_.write(std::move(chunk));
    }
    base::Task<void> give_way() override { return writer_.give_way(); }
    bool stopping() const override { return writer_.stopping(); }

  private:
    PermittedStream& stream_;
    http::BodyWriter& writer_;
};

base::Task<void> PermittedStream::produce(http::BodyWriter& writer) {
    Writer permitted(*this, writer);
    co_await stream_->produce(permitted);
}

base::Task<void> PermittedStream::require_permission() {
    const auto known = co_await authenticator_.look_again(who_);
    if (!known) {
        throw http::Problem::unauthenticated();
    }
    if (!includes(known->scopes, scope_)) {
        throw http::Problem::forbidden(name_of(scope_));
    }
}

}  // namespace gracy::access
