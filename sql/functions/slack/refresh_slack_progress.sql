-- The message with which an announcement's author follows it, where there is one, is to tell what is so now.
create or replace function gracy.refresh_slack_progress(p_team_space_id bigint, p_id bigint) returns void
    language plpgsql as $$
begin
    if exists (select from gracy.slack_message control
               where control.team_space_id = p_team_space_id
                     and control.dedupe_key = concat_ws('/', 'announcement control', p_id)) then
        perform gracy.show_slack_progress(p_team_space_id, p_id);
    end if;
end
$$;
