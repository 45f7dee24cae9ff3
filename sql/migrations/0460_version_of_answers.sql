-- Which wording of the rules (policy_answer.toml) an answer comes from; null: of before, or without a model.
alter table gracy.assistant_question add column kind_version int;
