-- As a worker of the release before calls it: give_kudos_by_reaction, whose giver reads in a notice that it was given.
create or replace function gracy.add_reaction(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_author_user_id text,
    p_reaction text,
    p_channel text,
    p_message_ts text,
    p_told_at text,
    out outcome text,
    out team_space_id bigint,
    out locale text,
    out allowance_left int,
    out subject text)
language plpgsql as $$
declare
    v_given record;
    v_team_space_id bigint;
begin
    v_given := gracy.give_kudos_by_reaction(p_team_id, p_enterprise_id, p_user_id, p_author_user_id, p_reaction, p_channel,
                                            p_message_ts, p_told_at);
    outcome := v_given.outcome;
    v_team_space_id := v_given.team_space_id;
    team_space_id := v_team_space_id;
    locale := v_given.locale;
    allowance_left := v_given.allowance_left;
    subject := v_given.subject;
    if outcome = 'ok' then
        perform gracy.notify_member(
            v_team_space_id, giver.member_id, 'kudos.given',
            format('Your :%s: gave %s one point (%s). You have %s left.', split_part(p_reaction, '::', 1), v_given.author_name,
                   v_given.value_name, allowance_left),
            format(':%s: 반응으로 %s님에게 1점을 보냈어요(%s). 남은 점수는 %s점이에요.', split_part(p_reaction, '::', 1),
                   v_given.author_name, v_given.value_name, allowance_left),
            'kudos', v_given.kudos_id::text)
        from gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id) as giver;
    end if;
end
$$;
