// libmongoc, with its objects freed and its errors thrown. Only the worker's own threads for it include this: it
// blocks.
#pragma once

#include "worker/configuration.hpp"

#include <mongoc/mongoc.h>
#include <memory>
#include <string>

namespace gracy::worker::mongoc {

template <auto release>
struct Release {
    template <class T>
    void operator()(T* object) const noexcept {
        release(object);
    }
};
using Client = std::unique_ptr<mongoc_client_t, Release<mongoc_client_destroy>>;
using Collection = std::unique_ptr<mongoc_collection_t, Release<mongoc_collection_destroy>>;
using Cursor = std::unique_ptr<mongoc_cursor_t, Release<mongoc_cursor_destroy>>;

/// By hand: a template would lose the alignment that bson_t asks for.
class Document {
  public:
    explicit Document(bson_t* document) : document_(document) {}
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;
    ~Document() { bson_destroy(document_); }
    bson_t* get() const { return document_; }

  private:
    bson_t* document_;
};

/// "mongodb: what happened (domain.code)", with no secret in it.
std::string text_of(const bson_error_t& error);

/// A client that gives up soon: whoever polls loses nothing by that. Nothing is connected yet. Throws
/// std::invalid_argument.
Client make_client(const DocumentsConfiguration& configuration);

}  // namespace gracy::worker::mongoc
