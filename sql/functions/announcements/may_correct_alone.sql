-- Whether what an announcement says may be changed without a second person: nobody has approved it, and it goes to few enough.
-- Until all recipients are written down, its audience says how many those are.
create or replace function gracy.may_correct_alone(p_announcement gracy.announcement) returns bool
    language plpgsql stable as $$
declare
    v_recipients int := p_announcement.recipients;
begin
    if p_announcement.approved_by is not null then
        return false;
    end if;
    if not p_announcement.planned then
        v_recipients := cardinality(gracy.audience_recipients(p_announcement.team_space_id, p_announcement.audience));
    end if;
    return not gracy.announcement_needs_approval(p_announcement.team_space_id, p_announcement.id, v_recipients);
end
$$;
