-- The form of a value, submitted: a new one (p_value_id 0), behind the others, once for a form, or one that is changed.
-- Outcomes: ok, what slack_administrator says, and what create_value (replayed is ok) and update_value say; subject: which
-- name is taken.
create or replace function gracy.set_value_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_value_id bigint,
    p_version int,
    p_name text,
    p_name_ko text,
    p_emoji text,
    p_active bool,
    p_view_id text,
    p_request_id text,
    out outcome text,
    out subject text,
    out locale text)
language plpgsql as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_done record;
begin
    v_caller := gracy.slack_administrator(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    outcome := v_caller.outcome;
    locale := v_caller.locale;
    if outcome <> 'ok' then
        return;
    end if;
    if p_value_id = 0 then
        v_done := gracy.create_value(
            v_team_space_id, v_caller.member_id, p_name, p_name_ko, p_emoji, null,
            coalesce((select max(value.sort) from gracy.company_value value where value.team_space_id = v_team_space_id), 0),
            p_view_id, sha256(convert_to(concat_ws('/', p_view_id, p_name, p_name_ko, p_emoji), 'UTF8')), p_request_id);
        outcome := case v_done.outcome when 'replayed' then 'ok' else v_done.outcome end;
    else
        v_done := gracy.update_value(v_team_space_id, v_caller.member_id, p_value_id, p_version,
                                     jsonb_build_object('name', p_name, 'name_ko', p_name_ko, 'emoji', p_emoji, 'active', p_active),
                                     p_request_id);
        outcome := v_done.outcome;
    end if;
    subject := case when outcome <> 'ok' then v_done.subject end;
end
$$;
