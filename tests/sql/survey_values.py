"""What the statements of surveys are given: the demo's pulse, and what populate/surveys.sql adds to it."""
from pathlib import Path

QUESTIONS = '{"title": {"en": "Pulse"}, "questions": [{"kind": "scale", "metric": "enps", "text": {"en": "How likely?"}}]}'


def survey_values(one, space, member):
    survey = one(f"select min(id) from survey where team_space_id = {space}")
    unasked = one(f"select min(id) from survey where team_space_id = {space} and id > 100000")
    wave = f"select id from survey_wave where team_space_id = {space} and survey_id = {survey}"
    open_wave = one(f"{wave} and state = 'launched' and name <> 'ended'")
    released = one(f"{wave} and released_at is not null order by id desc limit 1")
    ended = one(f"{wave} and name = 'ended'")
    draft = one(f"{wave} and state = 'draft'")
    asked = f"from wave_invite where team_space_id = {space} and wave_id = {open_wave} and token_hash is not null"
    invited = one(f"select min(member_id) {asked}")
    everywhere = {
        "actor_id": member, "survey_id": survey, "wave_id": released, "version": 0, "question_no": 6, "metric": "enps", "kind": "department",
        "group_id": 0, "only_group": None, "after_group": -1, "language": "ko", "mode": "anonymous", "audience": "all",
        "audience_id": None, "k_score": None, "k_text": None, "opens_at": None, "closes_at": "2100-01-01", "reminders": None,
        "name": None, "before_id": 2 ** 62, "only_of": member, "only_everybody": True, "after_member_id": 0, "questions": 100, "changes": QUESTIONS, "body": QUESTIONS, "answers": '[[1, 9], [6, 0, "text"]]',
        "token_hash": one(f"select token_hash {asked} and member_id = {invited}"),
    }
    own = {
        "get_survey": {"id": survey}, "get_wave": {"id": open_wave}, "release_wave": {"wave_id": ended}, "list_survey_trend": {"kind": "all", "audience": "all", "audience_id": 0},
        "list_wave_texts": {"after_id": "00000000-0000-0000-0000-000000000000"}, "list_my_waves": {"member_id": invited},
        "change_wave": {"wave_id": draft, "changes": '{"name": "autumn"}'},
        **dict.fromkeys(("change_survey", "delete_survey", "create_wave"), {"survey_id": unasked}),
        **dict.fromkeys(("delete_wave", "launch_wave"), {"wave_id": draft}),
        **dict.fromkeys(("close_wave", "cancel_wave", "remind_wave", "settle_wave", "answer_wave", "find_form"), {"wave_id": open_wave}),
        **dict.fromkeys(("issue_response_token", "get_form"), {"wave_id": open_wave, "member_id": invited}),
    }
    queries = Path(__file__).parents[2] / "sql" / "queries" / "surveys"
    return {f"surveys/{path.stem}": everywhere | own.get(path.stem, {}) for path in queries.glob("*.sql")}
