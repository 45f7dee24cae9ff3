-- What App Home shows a person: what is left to give, what was received, the last things that others thanked them for (an
-- anonymous giver has no name; links: '' where there is no message), and how their day is, from 1 to 5 (null: not said yet). allowance_left is null for who is
-- no member. No row when the workspace is unknown.
create or replace function gracy.read_home(p_team_id text, p_enterprise_id text, p_user_id text, p_limit int)
returns table (team_space_id bigint, locale text, allowance_left int, received bigint, given bigint,
               kudos_givers text[], kudos_values text[], kudos_messages text[], mood int,
               kudos_links text[])
language plpgsql stable as $$
declare
    v_giver record;
    v_caller record;
    v_team_space_id bigint;
    v_month timestamptz;
begin
    select giver.* into v_giver from gracy.describe_giver(p_team_id, p_enterprise_id, p_user_id) as giver;
    if not found then
        return;
    end if;
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    v_month := date_trunc('month', now() at time zone v_caller.tz) at time zone v_caller.tz;
    return query
    select v_team_space_id, v_giver.locale, v_giver.allowance_left,
           (select coalesce(sum(recipient.points), 0)
            from gracy.kudos_recipient recipient
            join gracy.kudos on kudos.team_space_id = v_team_space_id and kudos.id = recipient.kudos_id
                                and kudos.voided_at is null
            where recipient.team_space_id = v_team_space_id and recipient.member_id = v_caller.member_id
                  and recipient.created_at >= v_month),
           (select coalesce(sum(kudos.points * (
                        select count(*) from gracy.kudos_recipient recipient
                        where recipient.team_space_id = v_team_space_id and recipient.kudos_id = kudos.id)), 0)::bigint
            from gracy.kudos
            where kudos.team_space_id = v_team_space_id and kudos.giver_id = v_caller.member_id
                  and kudos.created_at >= v_month and kudos.voided_at is null),
           coalesce(latest.givers, '{}'), coalesce(latest.names, '{}'), coalesce(latest.messages, '{}'),
           (select entry.score::int from gracy.mood_entry entry
            where entry.team_space_id = v_team_space_id and entry.member_id = v_caller.member_id
                  and entry.on_date = gracy.member_today(v_team_space_id, v_caller.member_id, now())),
           coalesce(latest.links, '{}')
    from (select array_agg(shown.giver order by shown.created_at desc, shown.id desc) as givers,
                 array_agg(shown.value order by shown.created_at desc, shown.id desc) as names,
                 array_agg(shown.message order by shown.created_at desc, shown.id desc) as messages,
                 array_agg(coalesce(gracy.kudos_permalink(v_team_space_id, shown.id), '')
                           order by shown.created_at desc, shown.id desc) as links
          from (select kudos.id, kudos.created_at, gracy.kudos_words(kudos.message, v_giver.locale) as message,
                       case when kudos.visibility = 'anonymous' then ''
                            else gracy.name_in(v_giver.locale, giver.name, giver.name_en) end as giver,
                       case when v_giver.locale = 'ko' then coalesce(value.name_ko, value.name) else value.name end::text as value
                from gracy.kudos_recipient recipient
                join gracy.kudos on kudos.team_space_id = v_team_space_id and kudos.id = recipient.kudos_id
                                    and kudos.voided_at is null
                join gracy.member giver on giver.team_space_id = v_team_space_id and giver.id = kudos.giver_id
                join gracy.company_value value on value.team_space_id = v_team_space_id and value.id = kudos.value_id
                where recipient.team_space_id = v_team_space_id and recipient.member_id = v_caller.member_id
                order by recipient.created_at desc, recipient.kudos_id desc
                limit p_limit) as shown) as latest;
end
$$;
