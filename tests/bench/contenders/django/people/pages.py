"""A page of members by name: as it was, and optimised."""

import base64
import json

from .models import Member


def as_it_was(team_space, limit):
    """Everybody is loaded, the page is cut out in Python, and each department is a query of its own.

    Kinder than the original, which serialised everybody before it cut: there, 10,000 members were 10,000 queries.
    """
    everybody = list(Member.objects.filter(team_space_id=team_space).order_by("name", "id"))
    return respond(everybody[:limit], limit, more=len(everybody) > limit)


def optimised(team_space, limit):
    """One statement: the columns of the page, joined, with the limit in the database."""
    page = list(
        Member.objects.filter(team_space_id=team_space)
        .select_related("department")
        .only("id", "team_space_id", "name", "name_en", "email", "title", "department_id", "manager_id", "status", "hired_on",
              "department__id", "department__team_space_id", "department__name")
        .order_by("name", "id")[: limit + 1]
    )
    return respond(page[:limit], limit, more=len(page) > limit)


def respond(members, limit, more):
    cursor = None
    if more:
        last = members[-1]
        cursor = base64.urlsafe_b64encode(json.dumps([last.name, last.id]).encode()).decode()
    return {"data": [write(member) for member in members], "page": {"limit": limit, "next_cursor": cursor}}


def write(member):
    department = member.department
    return {
        "id": str(member.id),
        "name": member.name,
        "name_en": member.name_en,
        "email": member.email,
        "title": member.title,
        "department_id": str(department.id) if department else None,
        "department_name": department.name if department else None,
        "manager_id": str(member.manager_id) if member.manager_id is not None else None,
        "status": member.status,
        "hired_on": member.hired_on.isoformat() if member.hired_on else None,
    }
