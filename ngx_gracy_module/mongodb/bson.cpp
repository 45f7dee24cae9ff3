#include "mongodb/bson.hpp"

#include <bson/bson.h>
#include <cmath>
#include <limits>

namespace gracy::mongodb {
namespace {

constexpr int deepest = 32;

void check(bool appended) {
    if (!appended) {
        throw std::length_error("a command's document is too large");
    }
}

int size_of(std::string_view text) {
    check(text.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()));
    return static_cast<int>(text.size());
}

const std::uint8_t* raw(std::string_view bytes) {
    return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

/// Walks the whole document: libbson's iterator checks the bounds of each element as it reaches it.
bool well_formed(std::string_view bytes, int depth) {
    bson_t document;
    bson_iter_t at;
    if (depth == 0 || !bson_init_static(&document, raw(bytes), bytes.size()) || !bson_iter_init(&at, &document)) {
        return false;
    }
    while (bson_iter_next(&at)) {
        const bson_type_t type = bson_iter_type(&at);
        if (type != BSON_TYPE_DOCUMENT && type != BSON_TYPE_ARRAY) {
            continue;
        }
        std::uint32_t size = 0;
        const std::uint8_t* inner = nullptr;
        (type == BSON_TYPE_ARRAY ? bson_iter_array : bson_iter_document)(&at, &size, &inner);
        if (inner == nullptr || !well_formed({reinterpret_cast<const char*>(inner), size}, depth - 1)) {
            return false;
        }
    }
    return at.err_off == 0;
}

/// An iterator in a struct of ours: templates lose the alignment that its own type asks for.
struct Element {
    bson_iter_t at;
};

std::optional<Element> find(std::string_view bytes, std::string_view key) {
    bson_t document;
    bson_iter_t at;
    if (bson_init_static(&document, raw(bytes), bytes.size()) && bson_iter_init(&at, &document)) {
        while (bson_iter_next(&at)) {
            if (key == std::string_view(bson_iter_key(&at), bson_iter_key_len(&at))) {
                return Element{at};
            }
        }
    }
    return std::nullopt;
}

std::string_view utf8_of(const bson_iter_t& at) {
    std::uint32_t size = 0;
    const char* text = bson_iter_utf8(&at, &size);
    return {text, size};
}

std::string_view inside(const bson_iter_t& at) {
    std::uint32_t size = 0;
    const std::uint8_t* inner = nullptr;
    (BSON_ITER_HOLDS_ARRAY(&at) ? bson_iter_array : bson_iter_document)(&at, &size, &inner);
    return {reinterpret_cast<const char*>(inner), size};
}

/// Calls `visit(iterator)` for each element of the array.
template <class Visit>
void each_element(std::string_view bytes, std::string_view key, Visit visit) {
    const auto array = find(bytes, key);
    bson_iter_t at;
    if (array && BSON_ITER_HOLDS_ARRAY(&array->at) && bson_iter_recurse(&array->at, &at)) {
        while (bson_iter_next(&at)) {
            visit(at);
        }
    }
}

}  // namespace

struct BsonWriter::Document {
    Document() { bson_init(&bson); }
    Document(const Document&) = delete;
    ~Document() { bson_destroy(&bson); }
    bson_t bson;
};

BsonWriter::BsonWriter() : document_(std::make_unique<Document>()) {}
BsonWriter::~BsonWriter() = default;
BsonWriter::BsonWriter(BsonWriter&&) noexcept = default;
BsonWriter& BsonWriter::operator=(BsonWriter&&) noexcept = default;

BsonWriter& BsonWriter::int32(std::string_view key, std::int32_t value) {
    check(bson_append_int32(&document_->bson, key.data(), size_of(key), value));
    return *this;
}

BsonWriter& BsonWriter::int64(std::string_view key, std::int64_t value) {
    check(bson_append_int64(&document_->bson, key.data(), size_of(key), value));
    return *this;
}

BsonWriter& BsonWriter::boolean(std::string_view key, bool value) {
    check(bson_append_bool(&document_->bson, key.data(), size_of(key), value));
    return *this;
}

BsonWriter& BsonWriter::text(std::string_view key, std::string_view value) {
    check(bson_append_utf8(&document_->bson, key.data(), size_of(key), value.data(), size_of(value)));
    return *this;
}

BsonWriter& BsonWriter::bytes(std::string_view key, std::string_view value) {
    check(bson_append_binary(&document_->bson, key.data(), size_of(key), BSON_SUBTYPE_BINARY, raw(value),
                             static_cast<std::uint32_t>(size_of(value))));
    return *this;
}

BsonWriter& BsonWriter::document(std::string_view key, const BsonWriter& value) {
    check(bson_append_document(&document_->bson, key.data(), size_of(key), &value.document_->bson));
    return *this;
}

BsonWriter& BsonWriter::array(std::string_view key, const std::vector<BsonWriter>& values) {
    BsonWriter elements;
    for (std::size_t i = 0; i < values.size(); ++i) {
        elements.document(std::to_string(i), values[i]);
    }
    check(bson_append_array(&document_->bson, key.data(), size_of(key), &elements.document_->bson));
    return *this;
}

std::string_view BsonWriter::view() const {
    return {reinterpret_cast<const char*>(bson_get_data(&document_->bson)), document_->bson.len};
}

BsonReader BsonReader::over(std::string_view bytes) {
    if (!well_formed(bytes, deepest)) {
        throw ProtocolError("a document of the server is not BSON");
    }
    return BsonReader(bytes);
}

std::optional<std::int64_t> BsonReader::integer(std::string_view key) const {
    const auto at = find(bytes_, key);
    if (!at) {
        return std::nullopt;
    }
    if (BSON_ITER_HOLDS_INT32(&at->at)) {
        return bson_iter_int32(&at->at);
    }
    if (BSON_ITER_HOLDS_INT64(&at->at)) {
        return bson_iter_int64(&at->at);
    }
    if (BSON_ITER_HOLDS_DOUBLE(&at->at)) {
        const double value = bson_iter_double(&at->at);
        constexpr double largest = 9007199254740992.0;
        if (std::trunc(value) == value && std::abs(value) <= largest) {
            return static_cast<std::int64_t>(value);
        }
    }
    return std::nullopt;
}

std::optional<bool> BsonReader::truth(std::string_view key) const {
    const auto at = find(bytes_, key);
    if (at && BSON_ITER_HOLDS_BOOL(&at->at)) {
        return bson_iter_bool(&at->at);
    }
    const auto number = integer(key);
    return number ? std::optional(*number != 0) : std::nullopt;
}

std::optional<std::string_view> BsonReader::text(std::string_view key) const {
    const auto at = find(bytes_, key);
    return at && BSON_ITER_HOLDS_UTF8(&at->at) ? std::optional(utf8_of(at->at)) : std::nullopt;
}

std::optional<std::string_view> BsonReader::bytes(std::string_view key) const {
    const auto at = find(bytes_, key);
    if (!at || !BSON_ITER_HOLDS_BINARY(&at->at)) {
        return std::nullopt;
    }
    bson_subtype_t subtype{};
    std::uint32_t size = 0;
    const std::uint8_t* data = nullptr;
    bson_iter_binary(&at->at, &subtype, &size, &data);
    return data == nullptr ? std::nullopt : std::optional(std::string_view(reinterpret_cast<const char*>(data), size));
}

std::optional<std::string_view> BsonReader::object_id(std::string_view key) const {
    const auto at = find(bytes_, key);
    if (!at || !BSON_ITER_HOLDS_OID(&at->at)) {
        return std::nullopt;
    }
    return std::string_view(reinterpret_cast<const char*>(bson_iter_oid(&at->at)->bytes), sizeof(bson_oid_t));
}

std::optional<BsonReader> BsonReader::document(std::string_view key) const {
    const auto at = find(bytes_, key);
    return at && BSON_ITER_HOLDS_DOCUMENT(&at->at) ? std::optional(BsonReader(inside(at->at))) : std::nullopt;
}

std::vector<BsonReader> BsonReader::documents(std::string_view key) const {
    std::vector<BsonReader> found;
    each_element(bytes_, key, [&](const bson_iter_t& at) {
        if (BSON_ITER_HOLDS_DOCUMENT(&at)) {
            found.push_back(BsonReader(inside(at)));
        }
    });
    return found;
}

std::vector<std::string> BsonReader::texts(std::string_view key) const {
    std::vector<std::string> found;
    each_element(bytes_, key, [&](const bson_iter_t& at) {
        if (BSON_ITER_HOLDS_UTF8(&at)) {
            found.emplace_back(utf8_of(at));
        }
    });
    return found;
}

bool BsonReader::has(std::string_view key) const {
    return find(bytes_, key).has_value();
}

}  // namespace gracy::mongodb
