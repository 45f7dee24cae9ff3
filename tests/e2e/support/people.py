"""Who the tests act as: people of the demo, with API tokens of their own."""
from dataclasses import dataclass

from .database import Database


@dataclass
class Person:
    team_space_id: int
    id: int
    email: str
    token: str


class People:
    """hanbit is the team space that most tests act in, daybreak the one that they must not see, whose members are
    outsider and other_admin."""

    def __init__(self, database: Database):
        self.database = database
        self.owner = self._person("doyun.jung@hanbit.example")
        self.admin = self._person("minseo.kim@hanbit.example")
        self.member = self._person("jiho.lee@hanbit.example")
        self.colleague = self._person("seoyeon.park@hanbit.example")
        self.manager = self._person(self._a_manager())
        self.report = self._person(self._a_report(self.manager))
        self.outsider = self._person("ava.morales@daybreak.example")
        self.other_admin = self._person("olivia.bennett@daybreak.example")

    def _a_manager(self) -> str:
        """Somebody with reports and without a grant; not the head of a team of the fixed people."""
        return self.database.one(
            "select email from gracy.member where team_space_id = %s and status = 'active' and id > %s and exists"
            " (select from gracy.member report where report.team_space_id = member.team_space_id and report.manager_id = member.id"
            "  and report.status = 'active')"
            " and not exists (select from gracy.role_grant where role_grant.team_space_id = member.team_space_id"
            "  and role_grant.member_id = member.id) order by id limit 1",
            self.owner.team_space_id, self.owner.id)

    def _a_report(self, manager: Person) -> str:
        return self.database.one("select email from gracy.member where team_space_id = %s and manager_id = %s and status = 'active' order by id limit 1",
                                 manager.team_space_id, manager.id)

    def _person(self, email: str) -> Person:
        [(team_space_id, member_id)] = self.database.sql("select team_space_id, id from gracy.member where email = %s", email)
        return Person(team_space_id, member_id, email, self.database.add_token(team_space_id, member_id))

    def hire(self, name: str, slug: str = "hanbit", status: str = "active") -> Person:
        """Somebody new, whom a test may change without disturbing another."""
        team_space_id = self.database.team_space(slug)
        email = f"{name.lower().replace(' ', '.')}@new.example"
        member_id = self.database.one(
            "insert into gracy.member (team_space_id, name, email, status, hired_on) values (%s, %s, %s, %s, '2026-01-02') returning id",
            team_space_id, name, email, status)
        return Person(team_space_id, member_id, email, self.database.add_token(team_space_id, member_id))
