-- Members are found by the name of their department too: what it is found by is kept, so that a search folds no name of a
-- department again.
create function gracy.department_search_text(name text, name_en text) returns text
    language sql immutable parallel safe
    return gracy.fold_text(name) || E'\n' || gracy.hangul_initials(gracy.fold_text(name)) || E'\n'
           || coalesce(gracy.fold_text(name_en), '');
alter table gracy.department
    add search_text text not null generated always as (gracy.department_search_text(name, name_en)) stored;
