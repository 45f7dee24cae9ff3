-- Locks the members whom people in Slack may become by their addresses (null: by none), in the order of their ids, and of who
-- is a member already nobody: whoever links people takes members before people, and imports take members in that order.
create or replace function gracy.hold_slack_members(
    p_team_space_id bigint,
    p_team_ids text[],
    p_user_ids text[],
    p_emails text[]) returns void
    language plpgsql
    set enable_sort = on
    as $$
begin
    perform
    from gracy.member
    where member.team_space_id = p_team_space_id and member.status <> 'left'
          and member.email_key = any (array(
              select gracy.fold_text(somebody.email)
              from unnest(p_team_ids, p_user_ids, p_emails) as somebody(team_id, user_id, email)
              where somebody.email is not null
                    and not exists (select from gracy.slack_user person
                                    where person.team_space_id = p_team_space_id and person.team_id = somebody.team_id
                                          and person.user_id = somebody.user_id and person.member_id is not null)))
    order by member.id
    for no key update;
end
$$;
