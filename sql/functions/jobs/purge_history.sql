-- Deletes at most p_limit rows of each kind that have been of use: notices a quarter after they were read and a year after they
-- came, reminders of surveys a month after they were told, once their waves are over, reactions in Slack that gave nothing a month after
-- what was last told of them (others keep it from being given again), and texts that nobody has signed in time for a wallet. How many rows.
create or replace function gracy.purge_history(p_limit int) returns bigint
    language plpgsql as $$
declare
    v_all bigint := 0;
    v_now bigint;
begin
    delete from gracy.member_notice where ctid = any (array(
        select ctid from gracy.member_notice where read_at < now() - interval '90 days'
        order by read_at limit p_limit for update skip locked));
    get diagnostics v_now = row_count;
    v_all := v_all + v_now;
    delete from gracy.member_notice where ctid = any (array(
        select ctid from gracy.member_notice where created_at < now() - interval '1 year'
        order by created_at limit p_limit for update skip locked));
    get diagnostics v_now = row_count;
    v_all := v_all + v_now;

    delete from gracy.survey_reminder where ctid = any (array(
        select told.ctid from gracy.survey_reminder told
        where told.delivered_at < now() - interval '30 days'
              and exists (select from gracy.survey_wave wave
                          where wave.team_space_id = told.team_space_id and wave.id = told.wave_id
                                and (wave.released_at is not null or wave.state = 'cancelled'))
        order by told.delivered_at limit p_limit for update skip locked));
    get diagnostics v_now = row_count;
    v_all := v_all + v_now;

    delete from gracy.slack_reaction_kudos where ctid = any (array(
        select ctid from gracy.slack_reaction_kudos where kudos_id is null and told_at < extract(epoch from now() - interval '30 days')
        order by told_at limit p_limit for update skip locked));
    get diagnostics v_now = row_count;
    v_all := v_all + v_now;

    delete from gracy.wallet_challenge where ctid = any (array(
        select ctid from gracy.wallet_challenge where expires_at < now() - interval '1 day'
        order by expires_at limit p_limit for update skip locked));
    get diagnostics v_now = row_count;
    return v_all + v_now;
end
$$;
