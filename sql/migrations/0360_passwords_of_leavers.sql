-- A password ends with the employment from now on; of those who have left already, here.
delete from gracy.password_link link
using gracy.member
where member.team_space_id = link.team_space_id and member.id = link.member_id and member.status = 'left';
delete from gracy.member_password password
using gracy.member
where member.team_space_id = password.team_space_id and member.id = password.member_id and member.status = 'left';
