-- Questions that follow others, what answers leave open, and the hosts whose links answers may show.

alter table gracy.assistant_question
    -- The question that the conversation began with; null: it begins one.
    add thread_id bigint,
    -- What of the question the policies do not say.
    add missing text check (missing is nfc normalized and length(missing) between 1 and 200),
    -- A person of HR should be asked.
    add escalate bool not null default false,
    -- What is older goes first, and leaves a shorter conversation.
    add foreign key (team_space_id, thread_id) references gracy.assistant_question (team_space_id, id)
        on delete set null (thread_id);
create index assistant_question_by_thread on gracy.assistant_question (team_space_id, thread_id, id);

-- In lower-case letters; links to them in what the policies say may be shown in answers.
alter table gracy.team_space add own_hosts text[] not null default '{}' check (cardinality(own_hosts) <= 10);
