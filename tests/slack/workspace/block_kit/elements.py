"""Composition objects and interactive elements of Block Kit, with their limits
(https://docs.slack.dev/reference/block-kit/block-elements, .../composition-objects)."""
from .shape import Rule, any_of, anything, array, boolean, by_type, every, integer, one_of, shape, string, without_both

identifier = string(255)
url = string(3000)
date = string(10, 10)


def plain_text(most: int) -> Rule:
    return by_type({"plain_text": shape({"text": string(most)}, {"emoji": boolean})})


def text(most: int) -> Rule:
    return by_type({
        "plain_text": shape({"text": string(most)}, {"emoji": boolean}),
        "mrkdwn": shape({"text": string(most)}, {"verbatim": boolean}),
    })


confirm = shape({"title": plain_text(100), "text": text(300), "confirm": plain_text(30), "deny": plain_text(30)},
                {"style": one_of("primary", "danger")})
option = shape({"text": plain_text(75), "value": string(150)}, {"description": plain_text(75)})
marked_option = shape({"text": text(75), "value": string(150)}, {"description": text(75)})
overflow_option = shape({"text": plain_text(75), "value": string(150)}, {"description": plain_text(75), "url": url})
option_group = shape({"label": plain_text(75), "options": array(option, 100)})
dispatch_action_config = shape({"trigger_actions_on": array(one_of("on_enter_pressed", "on_character_entered"), 2)})
conversation_filter = shape({}, {"include": array(one_of("im", "mpim", "private", "public"), 4),
                                 "exclude_external_shared_channels": boolean, "exclude_bot_users": boolean})
slack_file = every(any_of("id", "url"), shape({}, {"id": identifier, "url": url}))

_common = {"action_id": identifier, "confirm": confirm}
_focus = {"focus_on_load": boolean}
_placeholder = {"placeholder": plain_text(150)}
_select = _common | _focus | _placeholder
_max_selected = {"max_selected_items": integer(1, 100)}
_feedback_button = shape({"text": plain_text(75), "value": string(2000)}, {"accessibility_label": string(75)})


def _static(more: dict[str, Rule], initial: dict[str, Rule]) -> Rule:
    return every(any_of("options", "option_groups"), without_both("options", "option_groups"),
                 shape({}, {"options": array(option, 100), "option_groups": array(option_group, 100)} | _select | more | initial))


def _text_input(most: int) -> Rule:
    return shape({}, {"action_id": identifier, "initial_value": string(most), "dispatch_action_config": dispatch_action_config}
                 | _focus | _placeholder)


image = every(any_of("image_url", "slack_file"), shape({"alt_text": string(2000)}, {"image_url": url, "slack_file": slack_file}))
button = shape({"text": plain_text(75)}, {"url": url, "value": string(2000), "style": one_of("primary", "danger"),
                                          "accessibility_label": string(75)} | _common)
overflow = shape({"options": array(overflow_option, 5)}, _common)
static_select = _static({}, {"initial_option": option})
external_select = shape({}, {"initial_option": option, "min_query_length": integer(0, 100)} | _select)
users_select = shape({}, {"initial_user": identifier} | _select)
conversations_select = shape({}, {"initial_conversation": identifier, "default_to_current_conversation": boolean,
                                  "response_url_enabled": boolean, "filter": conversation_filter} | _select)
channels_select = shape({}, {"initial_channel": identifier, "response_url_enabled": boolean} | _select)
multi_static_select = _static(_max_selected, {"initial_options": array(option, 100)})
multi_external_select = shape({}, {"initial_options": array(option, 100), "min_query_length": integer(0, 100)} | _select | _max_selected)
multi_users_select = shape({}, {"initial_users": array(identifier, 100)} | _select | _max_selected)
multi_conversations_select = shape({}, {"initial_conversations": array(identifier, 100), "default_to_current_conversation": boolean,
                                        "filter": conversation_filter} | _select | _max_selected)
multi_channels_select = shape({}, {"initial_channels": array(identifier, 100)} | _select | _max_selected)
radio_buttons = shape({"options": array(marked_option, 10)}, {"initial_option": marked_option} | _common | _focus)
checkboxes = shape({"options": array(marked_option, 10)}, {"initial_options": array(marked_option, 10)} | _common | _focus)
datepicker = shape({}, {"initial_date": date} | _select)
timepicker = shape({}, {"initial_time": string(5, 5), "timezone": string(64)} | _select)
datetimepicker = shape({}, {"initial_date_time": integer(1_000_000_000, 9_999_999_999)} | _common | _focus)
plain_text_input = shape({}, {"action_id": identifier, "multiline": boolean, "min_length": integer(0, 3000), "max_length": integer(1, 3000),
                              "initial_value": string(3000), "dispatch_action_config": dispatch_action_config} | _focus | _placeholder)
number_input = shape({"is_decimal_allowed": boolean},
                     {"action_id": identifier, "initial_value": string(100), "min_value": string(100), "max_value": string(100),
                      "dispatch_action_config": dispatch_action_config} | _focus | _placeholder)
rich_text_input = shape({}, {"action_id": identifier, "initial_value": anything, "dispatch_action_config": dispatch_action_config}
                        | _focus | _placeholder)
file_input = shape({}, {"action_id": identifier, "filetypes": array(string(20), 50), "max_files": integer(1, 10)})
feedback_buttons = shape({"positive_button": _feedback_button, "negative_button": _feedback_button}, {"action_id": identifier})
icon_button = shape({"icon": one_of("trash"), "text": plain_text(75)},
                    {"value": string(2000), "accessibility_label": string(75), "visible_to_user_ids": array(identifier, 100)} | _common)

_selects = {
    "static_select": static_select, "external_select": external_select, "users_select": users_select,
    "conversations_select": conversations_select, "channels_select": channels_select,
}
_multi_selects = {
    "multi_static_select": multi_static_select, "multi_external_select": multi_external_select, "multi_users_select": multi_users_select,
    "multi_conversations_select": multi_conversations_select, "multi_channels_select": multi_channels_select,
}
_choices = {"radio_buttons": radio_buttons, "checkboxes": checkboxes, "datepicker": datepicker, "timepicker": timepicker}

in_actions = _selects | _choices | {"button": button, "overflow": overflow, "datetimepicker": datetimepicker, "rich_text_input": rich_text_input}
in_section = _selects | _multi_selects | _choices | {"button": button, "overflow": overflow, "image": image}
in_input = _selects | _multi_selects | _choices | {
    "datetimepicker": datetimepicker, "plain_text_input": plain_text_input, "number_input": number_input, "email_text_input": _text_input(3000),
    "url_text_input": _text_input(3000), "rich_text_input": rich_text_input, "file_input": file_input,
}
in_context_actions = {"feedback_buttons": feedback_buttons, "icon_button": icon_button}
