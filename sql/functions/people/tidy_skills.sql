-- Skills as they are kept: without blanks around them, each once, however it is written.
create or replace function gracy.tidy_skills(p_skills text[]) returns text[]
    language sql immutable parallel safe as $$
    select coalesce(array_agg(first.skill order by first.place), '{}')
    from (select distinct on (gracy.fold_text(said.skill)) btrim(said.skill, E' \u00a0\u3000') as skill, said.place
          from unnest(p_skills) with ordinality as said(skill, place)
          where gracy.fold_text(said.skill) <> ''
          order by gracy.fold_text(said.skill), said.place) as first
$$;
