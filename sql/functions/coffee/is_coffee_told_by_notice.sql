-- Whether what is said about coffee, due since p_due_at, is said in the product: the team space is not in Slack, or Slack has
-- not been told for a day.
create or replace function gracy.is_coffee_told_by_notice(p_team_space_id bigint, p_due_at timestamptz) returns bool
    language plpgsql stable as $$
begin
    return p_due_at < now() - interval '1 day'
           or not exists (select from gracy.slack_installation installation
                          where installation.team_space_id = p_team_space_id and installation.status = 'active');
end
$$;
