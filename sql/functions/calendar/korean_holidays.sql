-- Korea's public holidays of a year with their substitutes (대체공휴일), from 2024 to 2050, after 공휴일에 관한 법률 and
-- 관공서의 공휴일에 관한 규정, article 3, as they stand in 2026 (제헌절 is one again since then), and 노동절, a paid day
-- off by an act of its own. Election days and those that a government adds for once are not foreseeable: people add them.
--
-- A day lost is given back on the first day after it that is neither a weekend nor a holiday. Lost is what falls
-- together with another holiday; on a Sunday; and, apart from 설날 and 추석, on a Saturday. Nothing makes up for 새해,
-- 현충일 and 노동절.
create or replace function gracy.korean_holidays(
    p_year int,
    out on_date date,
    out name text,
    out name_en text,
    out substitute bool)
returns setof record
language plpgsql stable as $$
declare
    v_seollal date := gracy.lunar_date(p_year, 1, 1);
    v_buddha date := gracy.lunar_date(p_year, 4, 8);
    v_chuseok date := gracy.lunar_date(p_year, 8, 15);
    v_day record;
    v_taken date[] := '{}';
    v_lost date[] := '{}';
begin
    if p_year not between 2024 and 2050 then
        return;
    end if;
    for v_day in
        select given.on_date, string_agg(given.ko, '·' order by given.place) as ko,
               string_agg(given.en, ', ' order by given.place) as en, count(*) as falling,
               count(*) filter (where given.made_up <> 'never') as made_up,
               count(*) filter (where given.made_up = 'weekend' and extract(isodow from given.on_date) > 5
                                      or given.made_up = 'sunday' and extract(isodow from given.on_date) = 7) as on_weekend
        from (values (1, make_date(p_year, 1, 1), '새해 첫날', 'New Year''s Day', 'never'),
                     (2, v_seollal - 1, '설날 연휴', 'Seollal', 'sunday'),
                     (3, v_seollal, '설날', 'Seollal', 'sunday'),
                     (4, v_seollal + 1, '설날 연휴', 'Seollal', 'sunday'),
                     (5, make_date(p_year, 3, 1), '삼일절', 'Independence Movement Day', 'weekend'),
                     (6, make_date(p_year, 5, 1), '노동절', 'Labor Day', 'never'),
                     (7, make_date(p_year, 5, 5), '어린이날', 'Children''s Day', 'weekend'),
                     (8, v_buddha, '부처님오신날', 'Buddha''s Birthday', 'weekend'),
                     (9, make_date(p_year, 6, 6), '현충일', 'Memorial Day', 'never'),
                     (10, case when p_year >= 2026 then make_date(p_year, 7, 17) end, '제헌절', 'Constitution Day', 'weekend'),
                     (11, make_date(p_year, 8, 15), '광복절', 'Liberation Day', 'weekend'),
                     (12, v_chuseok - 1, '추석 연휴', 'Chuseok', 'sunday'),
                     (13, v_chuseok, '추석', 'Chuseok', 'sunday'),
                     (14, v_chuseok + 1, '추석 연휴', 'Chuseok', 'sunday'),
                     (15, make_date(p_year, 10, 3), '개천절', 'National Foundation Day', 'weekend'),
                     (16, make_date(p_year, 10, 9), '한글날', 'Hangeul Day', 'weekend'),
                     (17, make_date(p_year, 12, 25), '기독탄신일', 'Christmas Day', 'weekend'))
             as given(place, on_date, ko, en, made_up)
        where given.on_date is not null
        group by given.on_date
        order by given.on_date
    loop
        on_date := v_day.on_date;
        name := v_day.ko;
        name_en := v_day.en;
        substitute := false;
        return next;
        v_taken := v_taken || v_day.on_date;
        -- Of holidays that share a working day one is kept, the others are lost.
        v_lost := v_lost || array_fill(v_day.on_date, array[greatest(v_day.on_weekend, least(v_day.made_up, v_day.falling - 1))::int]);
    end loop;
    substitute := true;
    name := '대체공휴일';
    name_en := 'Substitute holiday';
    foreach on_date in array v_lost loop
        loop
            on_date := on_date + 1;
            exit when extract(isodow from on_date) < 6 and on_date <> all (v_taken);
        end loop;
        return next;
        v_taken := v_taken || on_date;
    end loop;
end
$$;
