#include "documents/bson_builder.hpp"

#include "base/text.hpp"

#include <bson/bson.h>
#include <limits>
#include <stdexcept>

namespace gracy::documents {
namespace {

int size_of(std::string_view text) {
    if (text.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
        throw std::length_error("text for BSON is too long");
    }
    return static_cast<int>(text.size());
}

void check(bool appended) {
    if (!appended) {
        throw std::length_error("a BSON document cannot be that large");
    }
}

bool is_plain_key(std::string_view key) {
    return !key.empty() && key.front() != '$' && key.find('.') == key.npos && key.find('\0') == key.npos;
}

void append(bson_t& into, std::string_view key, base::JsonView value, int depth);

void append_members(bson_t& into, base::JsonView object, std::string_view omitted, int depth) {
    for (const auto& [key, value] : object.members()) {
        if (key == omitted && !omitted.empty()) {
            continue;
        }
        if (!is_plain_key(key)) {
            throw NotRepresentable();
        }
        append(into, key, value, depth);
    }
}

void append_elements(bson_t& into, base::JsonView array, int depth) {
    std::uint32_t index = 0;
    for (const base::JsonView element : array.elements()) {
        if (element.is_array()) {
            throw NotRepresentable();
        }
        char buffer[16];
        const char* key = nullptr;
        const std::size_t length = bson_uint32_to_string(index++, &key, buffer, sizeof buffer);
        append(into, {key, length}, element, depth);
    }
}

/// `begin` and `end` are libbson's pair for a nested document or array. The parent is closed before an exception
/// leaves, because libbson writes to it while the child is open.
template <class Begin, class End, class Fill>
void nested(bson_t& into, std::string_view key, Begin begin, End end, Fill fill) {
    bson_t child;
    check(begin(&into, key.data(), size_of(key), &child));
    try {
        fill(child);
    } catch (...) {
        end(&into, &child);
        throw;
    }
    check(end(&into, &child));
}

void append_object(bson_t& into, std::string_view key, base::JsonView value, std::string_view omitted, int depth) {
    if (depth <= 0) {
        throw NotRepresentable();
    }
    nested(into, key, bson_append_document_begin, bson_append_document_end,
           [&](bson_t& child) { append_members(child, value, omitted, depth - 1); });
}

void append_array(bson_t& into, std::string_view key, base::JsonView value, int depth) {
    if (depth <= 0) {
        throw NotRepresentable();
    }
    nested(into, key, bson_append_array_begin, bson_append_array_end,
           [&](bson_t& child) { append_elements(child, value, depth - 1); });
}

void append_text(bson_t& into, std::string_view key, std::string_view value) {
    if (value.find('\0') != value.npos || !bson_utf8_validate(value.data(), value.size(), false)) {
        throw NotRepresentable();
    }
    check(bson_append_utf8(&into, key.data(), size_of(key), value.data(), size_of(value)));
}

/// The narrowest of the two integers, as every driver chooses, so that the same payload is the same document.
void append_integer(bson_t& into, std::string_view key, std::int64_t value) {
    const bool narrow =
        value >= std::numeric_limits<std::int32_t>::min() && value <= std::numeric_limits<std::int32_t>::max();
    check(narrow ? bson_append_int32(&into, key.data(), size_of(key), static_cast<std::int32_t>(value))
                 : bson_append_int64(&into, key.data(), size_of(key), value));
}

void append(bson_t& into, std::string_view key, base::JsonView value, int depth) {
    if (const auto text = value.string()) {
        append_text(into, key, *text);
    } else if (const auto integer = value.integer()) {
        append_integer(into, key, *integer);
    } else if (const auto number = value.number()) {
        check(bson_append_double(&into, key.data(), size_of(key), *number));
    } else if (const auto truth = value.boolean()) {
        check(bson_append_bool(&into, key.data(), size_of(key), *truth));
    } else if (value.is_null()) {
        check(bson_append_null(&into, key.data(), size_of(key)));
    } else if (value.is_object()) {
        append_object(into, key, value, {}, depth);
    } else {
        append_array(into, key, value, depth);
    }
}

}  // namespace

struct BsonBuilder::Document {
    Document() { bson_init(&bson); }
    Document(const Document&) = delete;
    ~Document() { bson_destroy(&bson); }
    bson_t bson;
};

BsonBuilder::BsonBuilder() : document_(std::make_unique<Document>()) {}
BsonBuilder::~BsonBuilder() = default;

void BsonBuilder::text(std::string_view key, std::string_view value) {
    if (value.find('\0') != value.npos || !base::is_utf8(value)) {
        throw std::invalid_argument("a document's " + std::string(key) + " is not text");
    }
    check(bson_append_utf8(&document_->bson, key.data(), size_of(key), value.data(), size_of(value)));
}

void BsonBuilder::int32(std::string_view key, std::int32_t value) {
    check(bson_append_int32(&document_->bson, key.data(), size_of(key), value));
}

void BsonBuilder::int64(std::string_view key, std::int64_t value) {
    check(bson_append_int64(&document_->bson, key.data(), size_of(key), value));
}

void BsonBuilder::boolean(std::string_view key, bool value) {
    check(bson_append_bool(&document_->bson, key.data(), size_of(key), value));
}

void BsonBuilder::date(std::string_view key, base::Timestamp value) {
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(value.time_since_epoch());
    check(bson_append_date_time(&document_->bson, key.data(), size_of(key), milliseconds.count()));
}

void BsonBuilder::bytes(std::string_view key, base::Bytes value) {
    if (value.size() > std::numeric_limits<std::uint32_t>::max()) {
        throw std::length_error("bytes for BSON are too many");
    }
    check(bson_append_binary(&document_->bson, key.data(), size_of(key), BSON_SUBTYPE_BINARY,
                             reinterpret_cast<const std::uint8_t*>(value.data()),
                             static_cast<std::uint32_t>(value.size())));
}

void BsonBuilder::object(std::string_view key, base::JsonView value, std::string_view omitted, int max_depth) {
    if (!value.is_object() || max_depth <= 0) {
        throw NotRepresentable();
    }
    // Built apart, so that what cannot be finished leaves no trace.
    BsonBuilder apart;
    append_members(apart.document_->bson, value, omitted, max_depth - 1);
    check(bson_append_document(&document_->bson, key.data(), size_of(key), &apart.document_->bson));
}

std::string BsonBuilder::take() const {
    return {reinterpret_cast<const char*>(bson_get_data(&document_->bson)), document_->bson.len};
}

}  // namespace gracy::documents
