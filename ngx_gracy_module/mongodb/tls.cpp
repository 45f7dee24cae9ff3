#include "mongodb/tls.hpp"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <array>

namespace gracy::mongodb {
namespace {

std::string openssl_error() {
    const unsigned long code = ERR_get_error();
    ERR_clear_error();
    if (code == 0) {
        return "the reason is not known";
    }
    const char* reason = ERR_reason_error_string(code);
    return reason != nullptr ? reason : fmt::format("OpenSSL error {:#x}", code);
}

void require(bool done, const std::string& what) {
    if (!done) {
        throw ConnectionStringError(fmt::format("{}: {}", what, openssl_error()));
    }
}

}  // namespace

TlsContext::TlsContext(const TlsOptions& options)
    : context_(SSL_CTX_new(TLS_client_method())), verifies_names_(!options.allow_invalid_hostnames) {
    try {
        require(context_ != nullptr, "TLS cannot be used");
        ERR_clear_error();
        SSL_CTX_set_min_proto_version(context_, TLS1_2_VERSION);
        SSL_CTX_set_mode(
            context_, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
        SSL_CTX_set_verify(context_, options.allow_invalid_certificates ? SSL_VERIFY_NONE : SSL_VERIFY_PEER, nullptr);
        if (options.ca_file.empty()) {
            require(SSL_CTX_set_default_verify_paths(context_) == 1, "the system's certificates cannot be read");
        } else {
            require(SSL_CTX_load_verify_locations(context_, options.ca_file.c_str(), nullptr) == 1,
                    fmt::format("tlsCAFile \"{}\" cannot be used", options.ca_file));
        }
        if (!options.certificate_key_file.empty()) {
            const char* file = options.certificate_key_file.c_str();
            require(SSL_CTX_use_certificate_chain_file(context_, file) == 1 &&
                        SSL_CTX_use_PrivateKey_file(context_, file, SSL_FILETYPE_PEM) == 1 &&
                        SSL_CTX_check_private_key(context_) == 1,
                    fmt::format("tlsCertificateKeyFile \"{}\" cannot be used", options.certificate_key_file));
        }
    } catch (...) {
        SSL_CTX_free(context_);
        throw;
    }
}

TlsContext::~TlsContext() {
    SSL_CTX_free(context_);
}

TlsSession::TlsSession(const TlsContext& context, const Host& host)
    : ssl_(SSL_new(context.get())), input_(BIO_new(BIO_s_mem())), output_(BIO_new(BIO_s_mem())) {
    if (ssl_ == nullptr || input_ == nullptr || output_ == nullptr) {
        SSL_free(ssl_);
        BIO_free(input_);
        BIO_free(output_);
        throw std::bad_alloc();
    }
    SSL_set_bio(ssl_, input_, output_);
    SSL_set_connect_state(ssl_);
    if (host.is_address()) {
        if (context.verifies_names()) {
            X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl_), host.name.c_str());
        }
        return;
    }
    SSL_set_tlsext_host_name(ssl_, host.name.c_str());
    if (context.verifies_names()) {
        SSL_set_hostflags(ssl_, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
        SSL_set1_host(ssl_, host.name.c_str());
    }
}

TlsSession::~TlsSession() {
    SSL_free(ssl_);
}

std::string TlsSession::trouble() const {
    const long verified = SSL_get_verify_result(ssl_);
    if (verified != X509_V_OK) {
        ERR_clear_error();
        return fmt::format("the server's certificate is not accepted: {}", X509_verify_cert_error_string(verified));
    }
    return "TLS failed: " + openssl_error();
}

bool TlsSession::handshake() {
    ERR_clear_error();
    const int result = SSL_do_handshake(ssl_);
    if (result == 1) {
        return true;
    }
    if (const int error = SSL_get_error(ssl_, result); error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) {
        throw NetworkError(trouble());
    }
    return false;
}

void TlsSession::feed(std::string_view encrypted) {
    if (BIO_write(input_, encrypted.data(), static_cast<int>(encrypted.size())) != static_cast<int>(encrypted.size())) {
        throw std::bad_alloc();
    }
}

std::string TlsSession::decrypt() {
    std::string plain;
    std::array<char, 16 * 1024> piece;
    ERR_clear_error();
    for (;;) {
        const int size = SSL_read(ssl_, piece.data(), static_cast<int>(piece.size()));
        if (size > 0) {
            plain.append(piece.data(), static_cast<std::size_t>(size));
            continue;
        }
        switch (SSL_get_error(ssl_, size)) {
            case SSL_ERROR_WANT_READ:
            case SSL_ERROR_WANT_WRITE:
                return plain;
            case SSL_ERROR_ZERO_RETURN:
                closed_ = true;
                return plain;
            default:
                throw NetworkError(trouble());
        }
    }
}

void TlsSession::encrypt(std::string_view plain) {
    ERR_clear_error();
    // Into memory: it is taken whole, in one record after the other.
    while (!plain.empty()) {
        const int size = SSL_write(ssl_, plain.data(), static_cast<int>(std::min<std::size_t>(plain.size(), 1 << 30)));
        if (size <= 0) {
            throw NetworkError(trouble());
        }
        plain.remove_prefix(static_cast<std::size_t>(size));
    }
}

std::string TlsSession::take_output() {
    std::string output(BIO_ctrl_pending(output_), '\0');
    if (!output.empty()) {
        BIO_read(output_, output.data(), static_cast<int>(output.size()));
    }
    return output;
}

}  // namespace gracy::mongodb
