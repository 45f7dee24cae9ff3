-- The numbers of a released cell, from how often each value was given by n people: rounded, and of those who
-- all answered alike, however many they are, only the band. p_shown: how many they are said to be at least, which is what decides how much is shown,
-- or else that would tell how many they are.
--   likert5, scale   mean (0.1); from ten people on also shares, percent by value
--   metric enps      enps (-100..100) and mean; from ten people on also promoters, passives, detractors
--   single           shares, percent by option; of multi see store_wave_options
-- Of fewer than twenty, shares and eNPS come in steps of 5.
create or replace function gracy.wave_stats(p_kind text, p_metric text, p_histogram jsonb, p_n int, p_shown int default null)
    returns jsonb
    language plpgsql immutable parallel safe as $$
declare
    v_shown constant int := coalesce(p_shown, p_n);
    v_step constant int := gracy.share_step(v_shown);
    v_sum int;
    v_promoters int;
    v_detractors int;
    v_bands text[];
    v_stats jsonb;
    v_shares jsonb;
begin
    if p_kind = 'text' then
        return jsonb_build_object('texts', p_n);
    end if;
    select sum(key::int * value::int), coalesce(sum(value::int) filter (where key::int >= 9), 0),
           coalesce(sum(value::int) filter (where key::int <= 6), 0),
           array_agg(distinct gracy.wave_band(p_kind, key::int)),
           jsonb_object_agg(key, v_step * round(100.0 * value::int / p_n / v_step)::int)
    into v_sum, v_promoters, v_detractors, v_bands, v_shares
    from jsonb_each_text(p_histogram);

    if p_kind = 'single' then
        -- Whatever everybody chose, each of them chose.
        if exists (select from jsonb_each_text(p_histogram) where value::int = p_n) then
            return jsonb_build_object('consistent', 'same');
        end if;
        return jsonb_build_object('shares', v_shares);
    end if;

    if (select count(*) from jsonb_object_keys(p_histogram)) = 1 or (p_metric = 'enps' and cardinality(v_bands) = 1) then
        return jsonb_build_object('consistent', v_bands[1]);
    end if;
    v_stats := jsonb_build_object('mean', round(v_sum::numeric / p_n, 1));
    if p_metric = 'enps' then
        v_stats := v_stats || jsonb_build_object(
            'enps', v_step * round(100.0 * (v_promoters - v_detractors) / p_n / v_step)::int);
    end if;
    if v_shown >= 10 then
        v_stats := v_stats || jsonb_build_object('shares', v_shares);
        if p_metric = 'enps' then
            v_stats := v_stats || jsonb_build_object(
                'promoters', v_step * round(100.0 * v_promoters / p_n / v_step)::int,
                'passives', v_step * round(100.0 * (p_n - v_promoters - v_detractors) / p_n / v_step)::int,
                'detractors', v_step * round(100.0 * v_detractors / p_n / v_step)::int);
        end if;
    end if;
    return v_stats;
end
$$;
