#include "slack/receiving/command.hpp"

#include "base/ascii.hpp"
#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "base/text.hpp"
#include "http/form.hpp"
#include "http/media_type.hpp"
#include "slack/receiving/delivery.hpp"
#include "slack/receiving/signature.hpp"

#include <algorithm>
#include <new>

namespace gracy::slack {
namespace {

std::optional<std::string> field(const http::Form& form, std::string_view name) {
    const auto value = form.get(name);
    return value && is_identifier(*value) ? std::optional<std::string>(*value) : std::nullopt;
}

/// Slack always sends a trigger_id. Without one the signature stands in: it differs whenever the body or its second
/// does.
std::string trigger_of(const http::Form& form, const http::Request& request) {
    return field(form, "trigger_id").value_or(std::string(request.header(signature_header).value_or("")));
}

base::Json tree_of(const http::Form& form) {
    base::Json tree(json_object());
    for (const auto& [name, value] : form.fields()) {
        json_t* text = json_stringn(value.data(), value.size());
        if (text == nullptr || json_object_setn_new(tree.get(), name.data(), name.size(), text) != 0) {
            throw std::bad_alloc();
        }
    }
    return tree;
}

}  // namespace

std::optional<Command> read_command(const http::Request& request) {
    if (!http::has_body_of(request, http::form_media_type)) {
        return std::nullopt;
    }
    const auto form = http::Form::parse(request.body);
    // A field that comes twice would mean one thing here and another to whoever reads the log.
    if (!form || std::ranges::any_of(form->fields(), [&](const auto& f) { return form->count(f.name) > 1; })) {
        return std::nullopt;
    }
    auto name = field(*form, "command");
    auto team = field(*form, "team_id");
    auto user = field(*form, "user_id");
    if (!name || !team || !user) {
        return std::nullopt;
    }
    return Command{
        .name = base::ascii::lower(*name),
        .text = base::to_nfc(form->get("text").value_or("")),
        .team_id = std::move(*team),
        .user_id = std::move(*user),
        .enterprise_id = form->get("is_enterprise_install") == "true" ? field(*form, "enterprise_id") : std::nullopt,
        .channel_id = field(*form, "channel_id"),
        .api_app_id = field(*form, "api_app_id"),
        .trigger_id = trigger_of(*form, request),
        .fields = tree_of(*form)};
}

documents::Event command_event(const Command& command, std::string_view body, base::Timestamp received_at) {
    const std::string_view separator = "|";
    const std::string key = std::string(command.team_id)
                                .append(separator)
                                .append(command.name)
                                .append(separator)
                                .append(command.trigger_id);
    return documents::make_event({.id = base::to_hex(base::sha256(base::bytes_of(key))),
                                  .kind = documents::EventKind::command,
                                  .type = command.name,
                                  .team_id = command.team_id,
                                  .enterprise_id = command.enterprise_id,
                                  .api_app_id = command.api_app_id,
                                  .channel = command.channel_id,
                                  .user = command.user_id,
                                  .ts = {},
                                  .event_time = {},
                                  .received_at = received_at,
                                  .retry_num = {}},
                                 {.tree = command.fields.view(), .bytes = body});
}

}  // namespace gracy::slack
