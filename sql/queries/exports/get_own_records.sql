-- What is kept of a member in small numbers, each as JSON: teams, roles, surveys that they were asked, accounts in Slack, wallets.
--
-- kind: read
-- process: nginx
-- plan: team_member_by_member|team_member_pkey role_grant_pkey wave_invite_by_member slack_user_by_member wallet_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- column: teams text
-- column: roles text
-- column: surveys text
-- column: slack_accounts text
-- column: wallets text
select (select coalesce(json_agg(json_build_object('team_id', mine.team_id::text, 'name', team.name, 'role', mine.role)
                                 order by mine.team_id), '[]')
        from team_member mine
        join team on team.team_space_id = $1 and team.id = mine.team_id
        where mine.team_space_id = $1 and mine.member_id = $2)::text,
       (select coalesce(json_agg(json_build_object('role', held.role, 'scope', held.scope_kind, 'granted_at', held.granted_at)
                                 order by held.role), '[]')
        from role_grant held
        where held.team_space_id = $1 and held.member_id = $2)::text,
       (select coalesce(json_agg(json_build_object('wave_id', invite.wave_id::text, 'responded', invite.responded)
                                 order by invite.wave_id), '[]')
        from wave_invite invite
        where invite.team_space_id = $1 and invite.member_id = $2)::text,
       (select coalesce(json_agg(json_build_object('team_id', person.team_id, 'user_id', person.user_id, 'name', person.name,
                                                   'tz', person.tz, 'locale', person.locale)
                                 order by person.team_id, person.user_id), '[]')
        from slack_user person
        where person.team_space_id = $1 and person.member_id = $2)::text,
       (select coalesce(json_agg(json_build_object('address', '0x' || encode(wallet.address, 'hex'),
                                                   'shares_balances', wallet.shares_balances, 'linked_at', wallet.linked_at)
                                 order by wallet.address), '[]')
        from wallet
        where wallet.team_space_id = $1 and wallet.member_id = $2)::text
