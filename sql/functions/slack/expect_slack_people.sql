-- HR has entered addresses: whoever waits in Slack for one of them is looked for, not in this transaction, which holds members.
-- A worker of before does not know this kind and leaves it to others.
create or replace function gracy.expect_slack_people(p_team_space_id bigint) returns void
    language plpgsql as $$
begin
    insert into gracy.job (kind, lane, payload, available_at, max_attempts)
    select 'slack.match_people', 'bulk', json_build_object('team_space_id', p_team_space_id), now(), 20
    where exists (select from gracy.slack_user person
                  where person.team_space_id = p_team_space_id and person.member_id is null and not person.is_bot
                        and not person.deleted and person.email_is_confirmed);
end
$$;
