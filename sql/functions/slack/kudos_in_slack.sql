-- What a channel of a workspace reads of kudos, in their giver's language; null of what not everybody may see, or was taken back. Who is
-- not in that workspace has a name and no mention.
create or replace function gracy.kudos_in_slack(p_team_space_id bigint, p_kudos_id bigint, p_team_id text, p_enterprise_id text)
returns text
    language plpgsql stable as $$
declare
    v_kudos record;
    v_giver text;
    v_recipients text;
begin
    select kudos.giver_id, kudos.points, kudos.message, value.name, coalesce(value.name_ko, value.name) as name_ko,
           gracy.member_locale(p_team_space_id, kudos.giver_id) as locale,
           (select count(*) from gracy.kudos_recipient recipient
            where recipient.team_space_id = p_team_space_id and recipient.kudos_id = p_kudos_id) as recipients into v_kudos
    from gracy.kudos
    join gracy.company_value value on value.team_space_id = p_team_space_id and value.id = kudos.value_id
    where kudos.team_space_id = p_team_space_id and kudos.id = p_kudos_id and kudos.visibility = 'public'
          and kudos.voided_at is null;
    if not found then
        return null;
    end if;
    v_giver := gracy.shown_in_slack(p_team_space_id, p_team_id, p_enterprise_id, v_kudos.giver_id, v_kudos.locale);
    v_recipients := (
        select string_agg(gracy.shown_in_slack(p_team_space_id, p_team_id, p_enterprise_id, recipient.member_id, v_kudos.locale), ', '
                          order by recipient.position)
        from gracy.kudos_recipient recipient
        where recipient.team_space_id = p_team_space_id and recipient.kudos_id = p_kudos_id);
    return gracy.cut_mrkdwn(case when v_kudos.locale = 'ko'
        then format(E':tada: %s이 %s에게 칭찬을 보냈어요 · *%s* · %s%s점\n', v_giver, v_recipients, gracy.slack_styled(v_kudos.name_ko),
                    case when v_kudos.recipients > 1 then '각 ' else '' end, v_kudos.points)
        else format(E':tada: %s gave kudos to %s · *%s* · %s%s\n', v_giver, v_recipients, gracy.slack_styled(v_kudos.name),
                    gracy.counted(v_kudos.points, 'point'), case when v_kudos.recipients > 1 then ' each' else '' end)
        end || '> ' || replace(gracy.slack_escape(v_kudos.message), E'\n', E'\n> '), 4000);
end
$$;
