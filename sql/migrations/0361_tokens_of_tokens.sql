-- What a token has made ends with it. Nothing: made in a session, or by a server of before, which did not say. No foreign key: a
-- token that is over is purged before what it made.
alter table gracy.api_token add made_by_token_id bigint;
create index api_token_by_maker on gracy.api_token (team_space_id, made_by_token_id) where made_by_token_id is not null;
