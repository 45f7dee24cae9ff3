-- Takes an attempt of somebody who is signed in to say their old password. These are counted apart: what strangers try keeps no
-- member from another password. Null: go on, or else until when there is none.
create or replace function gracy.take_password_attempt(p_team_space_id bigint, p_member_id bigint, out locked_until timestamptz)
language plpgsql as $$
declare
    v_key text;
begin
    select member.email_key into v_key
    from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_member_id;
    if found then
        locked_until := gracy.count_attempt(p_team_space_id, v_key || E'\nsigned in', 10);
    end if;
end
$$;
