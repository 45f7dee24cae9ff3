"""A page of members by name: as it was, and optimised."""

import base64
import json

from .models import Member


def as_it_was(team_space, limit):
    """Everybody is loaded, the page is cut out in Python, and each department is a query of its own.

    Kinder than the original, which serialised everybody before it cut: there, 10,000 members were 10,000 queries.
    """
    everybody = list(Member.objects.filter(team_space_id=team_space).order_by("name", "id"))
    return respond(everybody[:limit], limit, more=len(everybody) > limit, department_name=ask_for_department)


def ask_for_department(member):
    return member.department.name if member.department else None


def optimised(team_space, limit):
    """One statement: the columns of the page, the department's name as the member carries it, the limit in the database."""
    page = list(
        Member.objects.filter(team_space_id=team_space)
        .only("id", "team_space_id", "name", "name_en", "email", "title", "department_id", "department_name", "manager_id", "status",
              "hired_on")
        .order_by("name", "id")[: limit + 1]
    )
    return respond(page[:limit], limit, more=len(page) > limit, department_name=lambda member: member.department_name)


def respond(members, limit, more, department_name):
    cursor = None
    if more:
        last = members[-1]
        cursor = base64.urlsafe_b64encode(json.dumps([last.name, last.id]).encode()).decode()
    return {"data": [write(member, department_name(member)) for member in members], "page": {"limit": limit, "next_cursor": cursor}}


def write(member, department_name):
    return {
        "id": str(member.id),
        "name": member.name,
        "name_en": member.name_en,
        "email": member.email,
        "title": member.title,
        "department_id": str(member.department_id) if member.department_id is not None else None,
        "department_name": department_name,
        "manager_id": str(member.manager_id) if member.manager_id is not None else None,
        "status": member.status,
        "hired_on": member.hired_on.isoformat() if member.hired_on else None,
    }
