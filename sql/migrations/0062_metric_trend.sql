-- A metric over all surveys that ask for it, for one group.
create index wave_trend_by_metric on gracy.wave_trend (team_space_id, metric, kind, group_id);
