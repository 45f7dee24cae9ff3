-- A department that may go.
insert into department (team_space_id, name)
select id, '빈 부서' from team_space where slug = 'hanbit';
