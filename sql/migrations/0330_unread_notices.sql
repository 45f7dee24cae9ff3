-- What a member has not read yet: a badge counts it often.
create index member_notice_unread on gracy.member_notice (team_space_id, member_id, created_at desc, id desc)
    where read_at is null;
