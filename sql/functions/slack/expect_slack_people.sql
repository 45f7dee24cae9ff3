-- HR has entered addresses: whoever waits in Slack for one of them is looked for, not in this transaction, which holds members.
-- A worker of before does not know this kind and leaves it to others.
create or replace function gracy.expect_slack_people(p_team_space_id bigint) returns void
    language plpgsql as $$
begin
    insert into gracy.job (kind, lane, payload, available_at, max_attempts, dedupe_key)
    select 'slack.match_people', 'bulk', json_build_object('team_space_id', p_team_space_id), now(), 20,
           concat(p_team_space_id, '/', gen_random_uuid())
    where exists (select from gracy.slack_user person
                  where person.team_space_id = p_team_space_id and person.member_id is null and not person.is_bot
                        and not person.deleted and person.email_is_confirmed)
          -- One that nobody has begun sees these addresses, too: held like this by any number of those who enter some, it is
          -- taken by no worker before they are there. One that is being taken may not see them, and one that failed waits.
          and not exists (select from gracy.job
                          where job.kind = 'slack.match_people' and job.dedupe_key > concat(p_team_space_id, '/')
                                and job.dedupe_key < concat(p_team_space_id, '0') and job.state = 'queued' and job.attempts = 0
                          for share skip locked);
end
$$;
