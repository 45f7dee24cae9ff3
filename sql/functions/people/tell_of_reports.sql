-- Tells those who administer people of each who leaves people behind without a manager, and how many (list_narrowed_members
-- finds them).
create or replace function gracy.tell_of_reports(p_team_space_id bigint, p_leaver_ids bigint[]) returns void
    language plpgsql as $$
begin
    perform gracy.notify_member(
        p_team_space_id, administrator.member_id, 'member.reports_left',
        format('%s has left. Active members who have no manager now: %s.',
               gracy.name_in('en', leaver.name, leaver.name_en), left_behind.count),
        format('%s님이 퇴사해서 관리자가 없어진 구성원이 %s명 있어요. 새 관리자를 정해 주세요.', leaver.name, left_behind.count),
        'member', leaver.id::text)
    from gracy.member leaver
    cross join lateral (select count(*)
                        from gracy.member report
                        where report.team_space_id = p_team_space_id and report.manager_id = leaver.id
                              and report.status = 'active') as left_behind
    cross join gracy.administrators(p_team_space_id) as administrator(member_id)
    where leaver.team_space_id = p_team_space_id and leaver.id = any (p_leaver_ids) and left_behind.count > 0;
end
$$;
