"""A company with departments of 20, 14, 6 and 3 people, and its surveys."""
import pytest

from support import secrets_used
from support.clocks import noon_zone
from support.http_client import Client
from worker_fixtures import Jobs

QUESTIONS = [
    {"kind": "scale", "metric": "enps", "text": {"ko": "추천하시겠어요?", "en": "Would you recommend us?"}},
    {"kind": "likert5", "metric": "meaning", "text": {"ko": "일이 의미 있어요.", "en": "My work has meaning."}},
    {"kind": "single", "text": {"en": "Where do you work best?"}, "options": [{"ko": "집", "en": "Home"}, {"en": "Office"}]},
    {"kind": "multi", "required": False, "text": {"en": "What should change?"}, "options": [{"en": "Meetings"}, {"en": "Tools"}, {"en": "Pay"}]},
    {"kind": "text", "text": {"ko": "더 하고 싶은 말", "en": "Anything else?"}},
]
ANSWERS = {"1": 9, "2": 4, "3": 1, "4": [1, 3], "5": "회의가 많아요"}
FAR = "2099-01-01T00:00:00Z"
ANY = [("If-Match", "*")]


class Company:
    """Forty-three people of a team space of their own: 20 under Ann in one department, 14 under Bob in another, 6 under
    Cleo in a third, and 3 in a fourth, whose lead is Ann's."""

    SIZES = {"ann": 20, "bob": 14, "cleo": 6, "dan": 3}

    def __init__(self, database, client: Client, slug: str):
        self.database = database
        self.space = database.one("insert into gracy.team_space (slug, name, locale) values (%s, 'Company', 'en') returning id", slug)
        self.client = client
        self.teams: dict[str, list[int]] = {}
        self.departments: dict[str, int] = {}
        self.heads: dict[str, int] = {}
        for head, size in self.SIZES.items():
            self.departments[head] = database.one("insert into gracy.department (team_space_id, name) values (%s, %s) returning id", self.space, f"Team {head}")
            self.heads[head] = self.add(head, None, None)
            self.teams[head] = [self.add(f"{head}{n}", self.departments[head], self.heads[head]) for n in range(size)]
        # Heads run the company and are in nobody's group.
        database.sql("update gracy.member set status = 'on_leave' where team_space_id = %s and id = any(%s)", self.space, list(self.heads.values()))
        self.admin_id = self.heads["dan"]
        database.sql("insert into gracy.role_grant (team_space_id, member_id, role) values (%s, %s, 'admin')", self.space, self.admin_id)
        self.admin = self.as_member(self.admin_id)

    def add(self, name: str, department: int | None, manager: int | None) -> int:
        return self.database.one("insert into gracy.member (team_space_id, name, email, department_id, manager_id, hired_on)"
                                 " values (%s, %s, %s, %s, %s, '2020-01-01') returning id",
                                 self.space, name, f"{name}@company.example", department, manager)

    def as_member(self, member: int) -> Client:
        return self.client.as_(self.database.add_token(self.space, member))

    @property
    def everybody(self) -> list[int]:
        return [member for team in self.teams.values() for member in team]


_companies = iter(range(1, 1000))


@pytest.fixture
def company(database, client) -> Company:
    return Company(database, client, f"company-{next(_companies)}")


def make_survey(company: Company, questions=QUESTIONS) -> dict:
    response = company.admin.post("/api/v1/surveys", {"title": {"ko": "진단", "en": "Pulse"}, "questions": questions})
    assert response.status == 201, response
    return response.json()


def make_wave(company: Company, survey: dict | None = None, launch: bool = True, **more) -> dict:
    survey = survey or make_survey(company)
    response = company.admin.post(f"/api/v1/surveys/{survey['id']}/waves", {"mode": "anonymous", "closes_at": FAR, **more})
    assert response.status == 201, response
    wave = response.json()
    if launch:
        response = company.admin.post(f"/api/v1/waves/{wave['id']}/launch")
        assert response.status == 200, response
        wave = response.json()
    return wave


def token_of(company: Company, wave: dict, member: int) -> str:
    response = company.as_member(member).post(f"/api/v1/me/surveys/{wave['id']}/token")
    assert response.status == 201, response
    return secrets_used.remember(response.json()["token"], "a response token")


def answer(company: Company, wave: dict, member: int, answers=ANSWERS):
    return company.client.as_(token_of(company, wave, member)).post(f"/api/v1/waves/{wave['id']}/responses", {"answers": answers})


def release(company: Company, wave: dict) -> None:
    """What the worker does; that it does so is test_the_worker_releases_what_is_over's."""
    assert company.database.one("select gracy.release_wave(%s, %s)", company.space, int(wave["id"])) == "ok"


def results(company: Company, wave: dict, group: str = "all", who: Client | None = None) -> list[dict]:
    response = (who or company.admin).get(f"/api/v1/waves/{wave['id']}/results?group={group}&language=en")
    assert response.status == 200, response
    return response.json()["data"]


def total(company: Company, wave: dict, what: str) -> int:
    """As every list counts: whatever page is asked for."""
    response = company.admin.get(f"/api/v1/waves/{wave['id']}/{what}&limit=1&include=total")
    assert response.status == 200, response
    return response.json()["page"]["total"]


def cell(group: dict, question: int) -> dict:
    return next(cell for cell in group["results"] if cell["question"] == question)
