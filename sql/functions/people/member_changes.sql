-- What differs between two states of a member (member_facts), for the audit log, which nobody can ever take anything out of: of
-- what a company decides, before and after; of what says who somebody is, only that it was set or changed ({"birthday": true}),
-- and of an address that is the same to mail that it is spelled in other cases ({"email": "case"}).
create or replace function gracy.member_changes(p_before jsonb, p_after jsonb) returns jsonb
    language sql immutable parallel safe as $$
    select coalesce(jsonb_object_agg(coalesce(personal.said, changed.key),
                                     case when personal.said is null then changed.value
                                          when changed.key = 'email'
                                               and gracy.is_same_address(changed.value ->> 0, changed.value ->> 1) then '"case"'
                                          else 'true' end), '{}')
    from jsonb_each(gracy.changed_fields(p_before, p_after)) as changed
    left join (values ('name', 'name'), ('name_en', 'name_en'), ('email', 'email'), ('birth_year', 'birthday'),
                      ('birth_month', 'birthday'), ('birth_day', 'birthday'), ('birth_lunar', 'birthday'),
                      ('avatar_url', 'avatar_url'), ('tz', 'tz'), ('locale', 'locale'), ('skills', 'skills'))
              as personal(field, said) on personal.field = changed.key
    -- Of somebody new it is there, whether they have a birthday or not.
    where changed.key <> 'birth_lunar' or changed.value <> '[null, false]'
$$;
