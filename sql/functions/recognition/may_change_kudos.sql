-- Whether somebody may change a gift: its giver may. Who cannot see it does not learn that it is there.
create or replace function gracy.may_change_kudos(
    p_actor_id bigint,
    p_giver_id bigint,
    p_recipient_ids bigint[],
    p_visibility text) returns text
    language sql immutable parallel safe
    return case when p_actor_id = p_giver_id then 'ok'
                when p_visibility = 'private' and p_actor_id <> all (p_recipient_ids) then 'not_found'
                else 'not_giver' end;
