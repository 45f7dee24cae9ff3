-- Questions that whoever asked has stopped.
alter table gracy.assistant_question drop constraint assistant_question_outcome_check;
alter table gracy.assistant_question add constraint assistant_question_outcome_check
    check (outcome in ('answered', 'not_found', 'passages', 'stopped')) not valid;
