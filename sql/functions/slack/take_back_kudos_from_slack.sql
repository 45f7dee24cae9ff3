-- Kudos are taken back by their giver, with a button in Slack. Outcomes: ok (refunded is what they get back), not_member, and those of
-- void_kudos; without a team_space_id nobody is connected.
create or replace function gracy.take_back_kudos_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_kudos_id bigint,
    out outcome text,
    out team_space_id bigint,
    out locale text,
    out refunded int)
language plpgsql as $$
declare
    v_giver record;
begin
    v_giver := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    team_space_id := v_giver.team_space_id;
    locale := v_giver.locale;
    if v_giver.member_id is null then
        outcome := 'not_member';
        return;
    end if;
    select voided.outcome, voided.refunded into outcome, refunded
    from gracy.void_kudos(v_giver.team_space_id, v_giver.member_id, p_kudos_id, 0, null, null) as voided;
    if outcome = 'ok' then
        perform gracy.refresh_home(v_giver.team_space_id, v_giver.member_id);
    end if;
end
$$;
