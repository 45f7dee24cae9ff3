-- Announcements of the demo, one in each state that people meet. Included by demo.sql after people.sql.
create function pg_temp.write_announcement(
    space bigint, author bigint, title_ko text, title_en text, body_ko text, body_en text, audience jsonb, ack bool)
returns bigint language sql as $$
    select (gracy.create_announcement(space, author, title_ko, title_en, body_ko, body_en, audience, '{email}', ack, '21:00', '08:00',
                                      null, null, 'demo')).announcement_id
$$;

-- As the worker does it, with answers of the mail server that are drawn: nearly everybody has it, and most have read it.
create function pg_temp.deliver_announcement(space bigint, announcement bigint) returns void language plpgsql as $$
begin
    loop
        exit when (gracy.prepare_announcement(space, announcement, 500)).outcome <> 'more';
    end loop;
    update gracy.announcement_delivery delivery
    set state = case when drawn.n < 98 then 'sent' else 'failed' end, attempts = 1,
        sent_at = case when drawn.n < 98 then now() - interval '3 days' end,
        error_code = case when drawn.n >= 98 then 'smtp_550' end, error = case when drawn.n >= 98 then '550 no such user' end
    from (select member_id, pg_temp.draw(announcement || '/delivery/' || member_id, 100) as n
          from gracy.announcement_recipient where team_space_id = space and announcement_id = announcement) as drawn
    where delivery.team_space_id = space and delivery.announcement_id = announcement and delivery.member_id = drawn.member_id;
    update gracy.announcement_recipient recipient
    set acknowledged_at = now() - interval '2 days', acknowledged_version = told.text_version
    from gracy.announcement told
    where recipient.team_space_id = space and recipient.announcement_id = announcement
          and told.team_space_id = space and told.id = announcement and told.require_ack
          and pg_temp.draw(announcement || '/read/' || recipient.member_id, 100) < 70;
    perform gracy.settle_announcement(space, announcement, 'email', 'announcement', 1, 0, 0);
    -- Nothing is left for the worker to do.
    delete from gracy.job
    where kind in ('announcements.prepare', 'announcements.deliver') and payload ->> 'announcement_id' = announcement::text;
end
$$;

create function pg_temp.make_announcements(slug text) returns void language plpgsql as $$
declare
    space bigint := pg_temp.team_space(slug);
    people bigint[] := array(select id from gracy.member where team_space_id = space and status = 'active' order by id limit 3);
    department bigint := (select min(id) from gracy.department where team_space_id = space and parent_id is not null);
    place bigint := (select min(id) from gracy.location where team_space_id = space);
    made bigint;
begin
    made := pg_temp.write_announcement(space, people[1], '사내 도서관이 문을 열었어요', 'The library is open',
        E'3층에 사내 도서관이 생겼어요.\n책은 2주 동안 빌릴 수 있어요.', E'There is a library on the third floor.\nYou may borrow a book for two weeks.',
        jsonb_build_object('department', department::text), false);
    perform gracy.send_announcement(space, people[1], made, 0, null, 'demo');
    perform pg_temp.deliver_announcement(space, made);

    made := pg_temp.write_announcement(space, people[2], '보안 교육을 들어 주세요', 'Please take the security training',
        E'올해 보안 교육이 열렸어요. 이번 달 안에 들어 주세요.', E'This year''s security training is there. Please take it this month.',
        jsonb_build_object('location', place::text), true);
    perform gracy.request_approval(space, people[2], made, 0, 'demo');
    perform gracy.approve_announcement(space, people[1], made, 0, 'demo');
    perform gracy.send_announcement(space, people[2], made, 0, null, 'demo');
    perform pg_temp.deliver_announcement(space, made);

    made := pg_temp.write_announcement(space, people[1], '건강검진 예약 안내', 'Book your health check',
        E'건강검진 예약 주소가 잘못 나갔어요.', E'The address for bookings was wrong.', jsonb_build_object('department', department::text), false);
    perform gracy.send_announcement(space, people[1], made, 0, null, 'demo');
    perform pg_temp.deliver_announcement(space, made);
    perform gracy.recall_announcement(space, people[1], made, 0, 'demo');

    made := pg_temp.write_announcement(space, people[1], '연말 휴무 안내', 'We close at the end of the year',
        E'12월 29일부터 사흘 동안 모두 쉬어요.', E'From December 29 on everybody is off for three days.', '{"all": true}', true);
    perform gracy.request_approval(space, people[1], made, 0, 'demo');
    perform gracy.approve_announcement(space, people[2], made, 0, 'demo');
    perform gracy.send_announcement(space, people[1], made, 0, now() + interval '30 days', 'demo');

    made := pg_temp.write_announcement(space, people[2], '새 평가 제도 설명회', 'How reviews will work',
        E'새 평가 제도를 다음 주에 설명해요.', E'Next week we explain how reviews will work.', '{"all": true}', false);
    perform gracy.request_approval(space, people[2], made, 0, 'demo');

    perform pg_temp.write_announcement(space, people[1], '주차장 공사', null, E'주차장 공사 일정을 정하는 중이에요.', null, '{"all": true}', false);
    -- What was done days ago is told to nobody now.
    delete from gracy.job where kind = 'slack.show_announcement';
    delete from gracy.member_notice where team_space_id = space and kind like 'announcement.%';
end
$$;
