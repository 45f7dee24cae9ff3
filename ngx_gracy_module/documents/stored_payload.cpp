#include "documents/stored_payload.hpp"

#include "documents/document.hpp"

#include <bson/bson.h>
#include <new>

namespace gracy::documents {
namespace {

struct Unreadable {};

json_t* checked(json_t* value) {
    if (value == nullptr) {
        throw Unreadable();  // text that is not UTF-8, or no memory: neither can be read
    }
    return value;
}

base::Json value_of(const bson_iter_t& iterator, int depth);

base::Json container_of(const bson_iter_t& iterator, bool is_array, int depth) {
    bson_iter_t child;
    if (depth <= 0 || !bson_iter_recurse(&iterator, &child)) {
        throw Unreadable();
    }
    base::Json container(checked(is_array ? json_array() : json_object()));
    while (bson_iter_next(&child)) {
        base::Json value = value_of(child, depth - 1);
        // Both take a reference of their own.
        const int failed =
            is_array ? json_array_append(container.get(), value.get())
                     : json_object_setn(container.get(), bson_iter_key(&child), bson_iter_key_len(&child), value.get());
        if (failed != 0) {
            throw Unreadable();
        }
    }
    if (child.err_off != 0) {
        throw Unreadable();
    }
    return container;
}

base::Json value_of(const bson_iter_t& iterator, int depth) {
    switch (bson_iter_type(&iterator)) {
        case BSON_TYPE_UTF8: {
            std::uint32_t length = 0;
            const char* text = bson_iter_utf8(&iterator, &length);
            return base::Json(checked(json_stringn(text, length)));
        }
        case BSON_TYPE_INT32:
            return base::Json(checked(json_integer(bson_iter_int32(&iterator))));
        case BSON_TYPE_INT64:
            return base::Json(checked(json_integer(bson_iter_int64(&iterator))));
        case BSON_TYPE_DOUBLE:
            return base::Json(checked(json_real(bson_iter_double(&iterator))));
        case BSON_TYPE_BOOL:
            return base::Json(checked(json_boolean(bson_iter_bool(&iterator))));
        case BSON_TYPE_NULL:
            return base::Json(checked(json_null()));
        case BSON_TYPE_DOCUMENT:
            return container_of(iterator, false, depth);
        case BSON_TYPE_ARRAY:
            return container_of(iterator, true, depth);
        default:
            throw Unreadable();
    }
}

}  // namespace

std::optional<StoredPayload> read_payload(base::Bytes document) {
    bson_t view;
    bson_iter_t iterator;
    const auto* data = reinterpret_cast<const std::uint8_t*>(document.data());
    if (!bson_init_static(&view, data, document.size()) || !bson_iter_init(&iterator, &view)) {
        return std::nullopt;
    }
    try {
        while (bson_iter_next(&iterator)) {
            const std::string_view key(bson_iter_key(&iterator), bson_iter_key_len(&iterator));
            if (key == "payload" && bson_iter_type(&iterator) == BSON_TYPE_DOCUMENT) {
                return StoredPayload{.tree = value_of(iterator, max_payload_depth + 1), .bytes = {}};
            }
            if (key == "payload_raw" && bson_iter_type(&iterator) == BSON_TYPE_BINARY) {
                bson_subtype_t subtype{};
                std::uint32_t length = 0;
                const std::uint8_t* bytes = nullptr;
                bson_iter_binary(&iterator, &subtype, &length, &bytes);
                return StoredPayload{.tree = {}, .bytes = {reinterpret_cast<const char*>(bytes), length}};
            }
        }
    } catch (const Unreadable&) {
    }
    return std::nullopt;
}

}  // namespace gracy::documents
