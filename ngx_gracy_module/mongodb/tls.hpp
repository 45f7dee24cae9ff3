// TLS to a server: bytes in, bytes out; whose socket they travel through is somebody else's business.
#pragma once

#include "mongodb/connection_string.hpp"

#include <memory>
#include <string>
#include <string_view>

struct ssl_ctx_st;
struct ssl_st;
struct bio_st;

namespace gracy::mongodb {

/// What all connections share: whom to trust, and who we are. Read once, by the user who may read the files.
class TlsContext {
  public:
    /// Throws ConnectionStringError when a file cannot be used.
    explicit TlsContext(const TlsOptions& options);
    ~TlsContext();
    TlsContext(const TlsContext&) = delete;
    TlsContext& operator=(const TlsContext&) = delete;

    ssl_ctx_st* get() const { return context_; }
    bool verifies_names() const { return verifies_names_; }

  private:
    ssl_ctx_st* context_;
    bool verifies_names_;
};

/// One connection's TLS. The server's certificate is checked against the name of the very host that is spoken to, which
/// is also sent to it (SNI, RFC 6066, 3). Members throw NetworkError.
class TlsSession {
  public:
    TlsSession(const TlsContext& context, const Host& host);
    ~TlsSession();
    TlsSession(const TlsSession&) = delete;
    TlsSession& operator=(const TlsSession&) = delete;

    /// Goes on with the handshake; true once it is done.
    bool handshake();
    void feed(std::string_view encrypted);
    /// Everything that can be decrypted now.
    std::string decrypt();
    void encrypt(std::string_view plain);
    /// What has to be sent; each byte once.
    std::string take_output();
    /// The server has said that it sends no more.
    bool closed() const { return closed_; }

  private:
    std::string trouble() const;

    ssl_st* ssl_;
    // Owned by ssl_.
    bio_st* input_;
    bio_st* output_;
    bool closed_ = false;
};

}  // namespace gracy::mongodb
