-- Who a leaver was in Slack: their accounts there are nobody's member, and are not said to be again. Part of erase_member.
create or replace function gracy.erase_in_slack(p_team_space_id bigint, p_id bigint) returns void
    language plpgsql as $$
begin
    update gracy.slack_user person
    set member_id = null, proposed_member_id = null, by_address = false, unlinked_at = now(), updated_at = now(), name = null,
        email = null, tz = null, locale = null
    where person.team_space_id = p_team_space_id and (person.member_id = p_id or person.proposed_member_id = p_id);
    delete from gracy.slack_doubt gone
    where gone.team_space_id = p_team_space_id and gone.member_id = p_id;
    delete from gracy.slack_sign_in gone
    where gone.team_space_id = p_team_space_id and gone.member_id = p_id;
    delete from gracy.slack_install_link gone
    where gone.team_space_id = p_team_space_id and gone.created_by = p_id;
    delete from gracy.quiet_hours gone
    where gone.team_space_id = p_team_space_id and gone.member_id = p_id;
    -- Where they were written to, and what a mail server said of their address; that it was sent is the announcement's.
    update gracy.announcement_delivery told
    set slack_channel = null, slack_ts = null, slack_team_id = null, error = null
    from gracy.announcement_recipient reader
    where reader.team_space_id = p_team_space_id and reader.member_id = p_id
          and told.team_space_id = p_team_space_id and told.announcement_id = reader.announcement_id and told.member_id = p_id;
    update gracy.announcement_recipient reader
    set tz = team_space.tz, locale = team_space.locale
    from gracy.team_space
    where reader.team_space_id = p_team_space_id and reader.member_id = p_id and team_space.id = p_team_space_id;
end
$$;
