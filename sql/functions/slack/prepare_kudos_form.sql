-- What the kudos form is filled in with for somebody: as describe_giver, and the member behind a Slack user whom the
-- kudos may be for (null: no member, or oneself). No row when the workspace is unknown.
create or replace function gracy.prepare_kudos_form(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_recipient_user_id text)
returns table (locale text, allowance_left int, value_ids bigint[], value_names text[], recipient_id bigint,
               recipient_name text)
language plpgsql stable as $$
declare
    v_giver record;
    v_recipient record;
    v_recipient_name text;
    v_team_space_id bigint;
begin
    select giver.* into v_giver from gracy.describe_giver(p_team_id, p_enterprise_id, p_user_id) as giver;
    if not found then
        return;
    end if;
    v_recipient := gracy.slack_caller(p_team_id, p_enterprise_id, p_recipient_user_id);
    v_team_space_id := v_recipient.team_space_id;
    select gracy.name_in(v_giver.locale, member.name, member.name_en) into v_recipient_name
    from gracy.member
    where member.team_space_id = v_team_space_id and member.id = v_recipient.member_id
          and p_recipient_user_id <> p_user_id;
    return query
    select v_giver.locale, v_giver.allowance_left, v_giver.value_ids, v_giver.value_names,
           case when v_recipient_name is not null then v_recipient.member_id end, v_recipient_name;
end
$$;
