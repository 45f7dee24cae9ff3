-- In which languages people of a workspace read Slack; of how many it was not known so. p_locales: 'ko', 'en', or '' for none
-- of these.
create or replace function gracy.keep_slack_locales(p_team_id text, p_enterprise_id text, p_user_ids text[], p_locales text[])
returns bigint
    language plpgsql as $$
declare
    v_team_space_id bigint := (gracy.slack_home(p_team_id, p_enterprise_id)).team_space_id;
    v_changed bigint;
begin
    update gracy.slack_user person
    set locale = nullif(told.locale, '')
    from unnest(p_user_ids, p_locales) as told(user_id, locale)
    where person.team_id = p_team_id and person.user_id = told.user_id and person.team_space_id = v_team_space_id
          and person.locale is distinct from nullif(told.locale, '');
    get diagnostics v_changed = row_count;
    return v_changed;
end
$$;
