-- request_approval for servers of the release before. These have no words for no_approver, and say that it is a draft.
create or replace function gracy.submit_announcement(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    p_version int,
    p_request_id text,
    out outcome text,
    out subject text)
language plpgsql as $$
begin
    select case requested.outcome when 'no_approver' then 'state' else requested.outcome end,
           case requested.outcome when 'no_approver' then 'draft' else requested.subject end
    into outcome, subject
    from gracy.request_approval(p_team_space_id, p_actor_id, p_id, p_version, p_request_id) as requested;
end
$$;
