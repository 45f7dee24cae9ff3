// One function for each type of event that leads to something. Each runs inside the transaction in which the event was
// claimed. Only event_consumer.cpp includes this.
#pragma once

#include "base/json.hpp"
#include "base/task.hpp"
#include "postgres/transaction.hpp"
#include "slack/receiving/event_consumer.hpp"
#include "slack/receiving/interaction.hpp"

namespace gracy::slack {

/// team_join, user_change: somebody came, changed, or was deactivated.
base::Task<void> put_user(postgres::Transaction& transaction, const EventTenant& tenant, base::JsonView payload);

/// app_uninstalled, tokens_revoked: in any order, and again and again.
base::Task<void> end_installation(postgres::Transaction& transaction, const EventTenant& tenant, base::JsonView payload,
                                  base::Timestamp received_at);

/// app_home_opened: Home is published as it is now; in the conversation beside it there is something to ask.
base::Task<void> open_tab(postgres::Transaction& transaction, const EventTenant& tenant, base::JsonView payload,
                          base::Timestamp received_at);

/// block_actions of a face in App Home.
bool is_home_check_in(base::JsonView interaction);

/// Notes how today is, and publishes the tab that says so.
base::Task<void> check_in_at_home(postgres::Transaction& transaction, const Interaction& interaction);

/// reaction_added: a kudos when the emoji is a value's; its giver is whispered to that it was given, or
/// told why not.
base::Task<void> add_reaction(postgres::Transaction& transaction, const EventTenant& tenant, base::JsonView payload);

/// reaction_removed: the kudos is taken back.
base::Task<void> remove_reaction(postgres::Transaction& transaction, const EventTenant& tenant, base::JsonView payload);

/// message, that one was deleted: the kudos that reactions to it gave are taken back.
base::Task<void> forget_message(postgres::Transaction& transaction, const EventTenant& tenant, base::JsonView payload);

}  // namespace gracy::slack
