-- The last kudos that a member gave or received, newest first: with whom ('' for one who gave anonymously), and by the member's clock
-- when, and where the message is of one that a reaction gave (link). No row for who is no member. With p_to_take_back those alone that
-- they gave and may take back still, as void_kudos has it (can_take_back).
create or replace function gracy.recent_kudos(p_team_id text, p_enterprise_id text, p_user_id text, p_limit int, p_to_take_back bool)
returns table (id bigint, is_given bool, people text, value text, message text, points int, on_date date, link text, can_take_back bool)
language plpgsql stable as $$
declare
    v_caller record;
    v_team_space_id bigint;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    if v_caller.member_id is null then
        return;
    end if;
    return query
    select latest.id, latest.is_given,
           case when latest.is_given then
                    (select string_agg(gracy.name_in(v_caller.locale, receiver.name, receiver.name_en), ', '
                                       order by recipient.position)
                     from gracy.kudos_recipient recipient
                     join gracy.member receiver on receiver.team_space_id = v_team_space_id and receiver.id = recipient.member_id
                     where recipient.team_space_id = v_team_space_id and recipient.kudos_id = latest.id)
                when latest.visibility = 'anonymous' then ''
                else (select gracy.name_in(v_caller.locale, giver.name, giver.name_en) from gracy.member giver
                      where giver.team_space_id = v_team_space_id and giver.id = latest.giver_id) end,
           (select case when v_caller.locale = 'ko' then coalesce(chosen.name_ko, chosen.name) else chosen.name end::text
            from gracy.company_value chosen
            where chosen.team_space_id = v_team_space_id and chosen.id = latest.value_id),
           gracy.kudos_words(latest.message, v_caller.locale), latest.points, (latest.created_at at time zone v_caller.tz)::date,
           gracy.kudos_permalink(v_team_space_id, latest.id),
           latest.is_given and latest.created_at >= now() - interval '24 hours'
    from (select united.*
          from ((select true as is_given, kudos.id, kudos.giver_id, kudos.value_id, kudos.message, kudos.points, kudos.visibility,
                        kudos.created_at
                 from gracy.kudos
                 where kudos.team_space_id = v_team_space_id and kudos.giver_id = v_caller.member_id and kudos.voided_at is null
                       and (not p_to_take_back or kudos.created_at >= now() - interval '24 hours')
                 order by kudos.created_at desc, kudos.id desc
                 limit p_limit)
                union all
                (select false, kudos.id, kudos.giver_id, kudos.value_id, kudos.message, recipient.points, kudos.visibility,
                        kudos.created_at
                 from gracy.kudos_recipient recipient
                 join gracy.kudos on kudos.team_space_id = v_team_space_id and kudos.id = recipient.kudos_id
                                     and kudos.voided_at is null
                 where recipient.team_space_id = v_team_space_id and recipient.member_id = v_caller.member_id and not p_to_take_back
                 order by recipient.created_at desc, recipient.kudos_id desc
                 limit p_limit)) as united
          order by united.created_at desc, united.id desc
          limit p_limit) as latest
    order by latest.created_at desc, latest.id desc;
end
$$;

-- As nginx of the release before calls it.
create or replace function gracy.recent_kudos(p_team_id text, p_enterprise_id text, p_user_id text, p_limit int)
returns table (is_given bool, people text, value text, message text, points int, on_date date, link text)
language sql stable as $$
    select latest.is_given, latest.people, latest.value, latest.message, latest.points, latest.on_date, latest.link
    from gracy.recent_kudos(p_team_id, p_enterprise_id, p_user_id, p_limit, false) as latest
$$;
