-- What the people of a band of tenure are called, as launch_wave draws the bands; null of what is none.
create or replace function gracy.tenure_name(p_band bigint, p_locale text) returns text
    language sql immutable parallel safe
    return case when p_locale = 'ko'
                then (array['1년 미만', '1년 이상 3년 미만', '3년 이상 5년 미만', '5년 이상 10년 미만', '10년 이상'])[p_band]
                else (array['Under 1 year', '1 to 3 years', '3 to 5 years', '5 to 10 years', '10 years or more'])[p_band] end;
