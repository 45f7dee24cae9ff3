"""The methods of Slack's Web API that Gracy needs or could need: tier, body, scopes, required arguments, and the names of their errors.

Source: the method pages under https://docs.slack.dev/reference/methods. A body is json when the method reads JSON as well as forms.
Scopes are alternatives. What every method may answer stands in COMMON_ERRORS.
"""
from dataclasses import dataclass

COMMON_ERRORS = frozenset("""
    access_denied account_inactive deprecated_endpoint ekm_access_denied enterprise_is_restricted fatal_error internal_error invalid_arg_name
    invalid_arguments invalid_array_arg invalid_auth invalid_charset invalid_form_data invalid_json invalid_post_type json_not_object
    method_deprecated missing_post_type missing_scope missing_argument no_permission not_allowed_token_type not_authed org_login_required
    ratelimited request_timeout service_unavailable team_access_not_granted team_added_to_org token_expired token_revoked
    two_factor_setup_required unknown_method
""".split())

_CONVERSATIONS_READ = "channels:read,groups:read,im:read,mpim:read"
_HISTORY = "channels:history,groups:history,im:history,mpim:history"
_POSTING = """channel_not_found invalid_blocks invalid_blocks_format invalid_metadata_format invalid_metadata_schema is_archived
    markdown_text_conflict message_limit_exceeded metadata_too_large msg_blocks_too_long msg_too_long no_text not_in_channel rate_limited
    restricted_action too_many_attachments cannot_reply_to_message messages_tab_disabled"""
_STREAMING = """channel_not_found channel_type_not_supported invalid_blocks invalid_chunks is_archived message_not_found
    message_not_in_streaming_state message_not_owned_by_app messages_tab_disabled msg_blocks_too_long msg_blocks_too_many msg_too_long no_text
    not_in_channel rate_limited stopped_by_user"""
_LISTING = "invalid_cursor invalid_limit"
_VIEWS = "duplicate_external_id view_too_large not_found"
_TRIGGERS = "exchanged_trigger_id expired_trigger_id invalid_trigger_id"
_INSTALLING = """bad_client_secret bad_redirect_uri invalid_client_id invalid_code invalid_code_verifier invalid_grant_type
    invalid_refresh_token"""

# name | tier | body | scopes | required arguments | errors
_TABLE = f"""
auth.test | 5 | json | | |
auth.teams.list | 2 | form | | | {_LISTING}
auth.revoke | 3 | form | | | not_bearer_token
apps.uninstall | 1 | form | | client_id,client_secret | bad_client_secret client_id_token_mismatch invalid_client_id
apps.event.authorizations.list | 5 | json | | event_context | auth_mismatch invalid_cursor invalid_event_context
bots.info | 3 | form | users:read | | bot_not_found
team.info | 3 | json | team:read | | team_not_found
oauth.v2.access | 5 | form | | | {_INSTALLING} no_scopes
oauth.v2.exchange | 3 | form | | client_id,client_secret | {_INSTALLING} invalid_token token_already_exchanged token_rotation_not_enabled
openid.connect.token | 4 | form | | | {_INSTALLING} invalid_request
openid.connect.userInfo | 3 | form | openid | |
users.list | 2 | form | users:read | | {_LISTING} limit_required
users.info | 4 | form | users:read | user | user_not_found user_not_visible
users.lookupByEmail | 3 | form | users:read.email | email | users_not_found
users.conversations | 3 | form | {_CONVERSATIONS_READ} | | {_LISTING} invalid_types
users.profile.get | 4 | form | users.profile:read | | user_not_found
usergroups.list | 2 | form | usergroups:read | |
usergroups.users.list | 2 | form | usergroups:read | usergroup | no_such_subteam
conversations.list | 2 | form | {_CONVERSATIONS_READ} | | {_LISTING} invalid_types
conversations.info | 3 | form | {_CONVERSATIONS_READ} | channel | channel_not_found
conversations.members | 4 | form | {_CONVERSATIONS_READ} | channel | {_LISTING} channel_not_found fetch_members_failed
conversations.history | 3 | json | {_HISTORY} | channel | {_LISTING} channel_not_found not_in_channel invalid_ts_latest invalid_ts_oldest
conversations.replies | 3 | form | {_HISTORY} | channel,ts | {_LISTING} channel_not_found thread_not_found invalid_ts_latest invalid_ts_oldest
conversations.open | 3 | json | channels:manage,groups:write,im:write,mpim:write | | channel_not_found invalid_user_combination not_enough_users too_many_users user_disabled user_not_found users_list_not_supplied
conversations.join | 3 | json | channels:join | channel | channel_not_found is_archived method_not_supported_for_channel_type
chat.postMessage | 5 | json | chat:write | channel | {_POSTING}
chat.postEphemeral | 4 | json | chat:write | channel,user | {_POSTING} user_not_in_channel
chat.update | 3 | json | chat:write | channel,ts | {_POSTING} cant_update_message message_not_found streaming_state_conflict
chat.delete | 3 | json | chat:write | channel,ts | cant_delete_message channel_not_found message_not_found
chat.scheduleMessage | 3 | json | chat:write | channel,post_at | {_POSTING} invalid_time restricted_too_many time_in_past time_too_far
chat.deleteScheduledMessage | 3 | json | chat:write | channel,scheduled_message_id | channel_not_found invalid_scheduled_message_id
chat.startStream | 2 | json | chat:write | channel | {_STREAMING} missing_recipient_team_id missing_recipient_user_id user_not_found team_not_found
chat.appendStream | 4 | json | chat:write | channel,ts | {_STREAMING}
chat.stopStream | 2 | json | chat:write | channel,ts | {_STREAMING} invalid_metadata_format
reactions.add | 3 | json | reactions:write | channel,name,timestamp | already_reacted bad_timestamp channel_not_found invalid_name is_archived message_not_found too_many_reactions
reactions.remove | 2 | json | reactions:write | name | bad_timestamp channel_not_found invalid_name message_not_found no_reaction no_item_specified
reactions.get | 3 | form | reactions:read | | bad_timestamp channel_not_found message_not_found no_item_specified
views.open | 4 | json | | view | {_VIEWS} {_TRIGGERS}
views.push | 4 | json | | view | {_VIEWS} {_TRIGGERS} push_limit_reached
views.update | 4 | json | | view | {_VIEWS} hash_conflict
views.publish | 4 | json | | user_id,view | {_VIEWS} hash_conflict not_enabled user_not_found
assistant.threads.setStatus | 5 | json | chat:write,assistant:write | channel_id,thread_ts,status | channel_not_found invalid_thread_ts
assistant.threads.setSuggestedPrompts | 4 | json | assistant:write | channel_id,prompts | channel_not_found invalid_thread_ts message_not_found not_agent_app
assistant.threads.setTitle | 4 | json | assistant:write | channel_id,thread_ts,title | channel_not_found invalid_thread_ts
agents.sessions.setStatus | 3 | json | chat:write | channel_id,status | channel_not_found feature_disabled invalid_status not_authorized thread_ts_not_allowed thread_ts_required user_not_found
agents.sessions.rename | 3 | json | chat:write | channel_id,title | channel_not_found feature_disabled invalid_name not_authorized session_not_found thread_ts_not_allowed thread_ts_required
"""

# They take an app's own credentials.
WITHOUT_TOKEN = frozenset({"oauth.v2.access", "openid.connect.token"})
WITH_APP_LEVEL_TOKEN = frozenset({"apps.event.authorizations.list"})


@dataclass(frozen=True)
class Method:
    name: str
    tier: int
    reads_json: bool
    scopes: tuple[str, ...]
    required: tuple[str, ...]
    errors: frozenset[str]


def _read(line: str) -> Method:
    name, tier, body, scopes, required, errors = (part.strip() for part in line.split("|"))
    return Method(name, int(tier), body == "json", tuple(filter(None, scopes.split(","))), tuple(filter(None, required.split(","))),
                  frozenset(errors.split()) | COMMON_ERRORS)


METHODS = {method.name: method for method in map(_read, _TABLE.replace("\n    ", " ").strip().splitlines())}
