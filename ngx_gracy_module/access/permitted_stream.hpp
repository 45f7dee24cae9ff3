// A body that goes on only while whoever asked for it may have it: a download may take hours, and its reader may be let
// go of meanwhile.
#pragma once

#include "access/authenticator.hpp"
#include "access/principal.hpp"
#include "http/response.hpp"

#include <memory>

namespace gracy::access {

class PermittedStream final : public http::BodyStream {
  public:
    /// Before each piece: `who` is still recognized, and has the scope. Cuts the body visibly when not. The
    /// authenticator must outlive this.
    PermittedStream(std::unique_ptr<http::BodyStream> stream, Authenticator& authenticator, Principal who, Scope scope)
        : stream_(std::move(stream)), authenticator_(authenticator), who_(std::move(who)), scope_(scope) {}

    base::Task<void> produce(http::BodyWriter& writer) override;
    std::optional<std::chrono::milliseconds> patience() const override { return stream_->patience(); }

  private:
    class Writer;
    base::Task<void> require_permission();

    std::unique_ptr<http::BodyStream> stream_;
    Authenticator& authenticator_;
    const Principal who_;
    const Scope scope_;
};

}  // namespace gracy::access
