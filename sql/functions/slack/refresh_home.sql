-- What a member has done changes what their App Home says: it is published again wherever it was within the last month (as
-- long as its message is kept, purge_slack). A worker of before does not know this kind and leaves it to others.
create or replace function gracy.refresh_home(p_team_space_id bigint, p_member_id bigint) returns void
    language plpgsql as $$
begin
    insert into gracy.job (kind, lane, payload, available_at, max_attempts)
    select 'slack.publish_home', 'bulk',
           json_build_object('team_id', person.team_id, 'enterprise_id', person.enterprise_id, 'user_id', person.user_id), now(), 5
    from gracy.slack_user person
    where person.team_space_id = p_team_space_id and person.member_id = p_member_id and not person.deleted
          and exists (select from gracy.slack_message published
                      where published.team_space_id = p_team_space_id and published.channel = person.user_id
                            and published.method = 'views.publish'
                            and published.team_id = gracy.slack_lane_of(p_team_space_id, person.team_id));
end
$$;
