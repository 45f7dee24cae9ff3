-- When a message that has waited for Slack may be said: what Gracy says to somebody by herself (notice/...) outside of their quiet
-- hours and their pause, as when it was queued; of the three of a day it is one already. Everything else now.
create or replace function gracy.notice_due_at(p_team_space_id bigint, p_team_id text, p_channel text, p_dedupe_key text)
returns timestamptz
    language plpgsql stable as $$
declare
    v_member_id bigint;
begin
    if p_dedupe_key like 'notice/%' then
        select person.member_id into v_member_id
        from gracy.slack_user person
        where person.team_space_id = p_team_space_id and person.team_id = p_team_id and person.user_id = p_channel;
    end if;
    return case when v_member_id is null then now()
                else gracy.may_be_told_at(p_team_space_id, v_member_id, p_channel, false, true) end;
end
$$;
