"""The measurements: the list, the login, the list as the team space grows, and those of the modules beside this one."""

import json
from contextlib import ExitStack
from datetime import datetime, timezone

from . import answers, contenders, equality, events, exporting, features, forms, hanging, spaces, staking
from .demo import hash_parameters
from .load import Request
from .measure import Meter, running
from .pairs import compare, interleave, own
from .rounds import against, pairs_of, ready

CONNECTIONS = 64
# The hash takes the whole machine; more connections would only wait for each other.
LOGIN_CONNECTIONS = 8  # Ten attempts are what a network has, as long as none has ended.
SIZES = (100, 1_000, 10_000)


def measure_list(demo, pairs, seconds, say):
    meter = Meter(demo.postmaster, CONNECTIONS, seconds)
    ours = contenders.ours(demo, demo.values["GRACY_ADMIN_TOKEN"])
    pgbench = contenders.pgbench(demo, demo.team_space)
    with running(ours) as server:
        static = contenders.static(equality.get(server, ours))
    others = [(pgbench, lambda _, reference: equality.check_statement(demo, pgbench, reference)),
              (static, lambda server, reference: equality.check_bytes(server, static, reference))]
    for make in (contenders.fastify, contenders.flask_list, contenders.django_optimised, contenders.django_as_it_was):
        contender = make(demo, demo.team_space)
        others.append((contender, lambda server, reference, contender=contender: equality.check_page(server, contender, reference)))
    our_runs, entries = against(meter, ours, others, pairs, say)
    return {"ours": (ours.label, own(our_runs)), **entries}


def measure_login(demo, pairs, seconds, say):
    values = demo.values
    body = json.dumps({"team_space": values["GRACY_TEAM_SPACE"], "email": values["GRACY_LOGIN_EMAIL"],
                       "password": values["GRACY_LOGIN_PASSWORD"]})
    request = Request("/api/v1/login", "POST", (("Content-Type", "application/json"),), body)
    [(member, phc)] = demo.query(
        "select member_id, password_hash from gracy.member_password join gracy.member using (team_space_id) "
        "where member.id = member_id and team_space_id = %s and email_key = gracy.fold_text(%s)",
        demo.team_space, values["GRACY_LOGIN_EMAIL"])
    say(f"  argon2id {hash_parameters(phc)} for everybody")
    meter = Meter(demo.postmaster, LOGIN_CONNECTIONS, seconds)
    ours = contenders.ours(demo, None, request)
    entries, our_runs = {}, []
    began = datetime.now(timezone.utc)
    try:
        with running(ours) as our_server:
            equality.check_login(demo, our_server, ours)
            our_seconds = meter.warm_up(ours, our_server)
            for make in (contenders.apache_login, contenders.node_login, contenders.flask_login, contenders.sinatra_login):
                other = make(demo, request)
                found = pairs_of(meter, ours, our_server, our_seconds, other, pairs,
                               lambda server, other=other: equality.check_login(demo, server, other), say)
                our_runs += [mine for mine, _ in found]
                entries[other.name] = (other.label, compare(found))
    finally:
        demo.query("delete from gracy.session where team_space_id = %s and member_id = %s and created_at >= %s",
                   demo.team_space, member, began)
    return {"ours": (ours.label, own(our_runs)), **entries}


def measure_growth(demo, pairs, seconds, say, sizes=SIZES):
    """Ours and Django as it was at each size, one size after the other within each round, so that drift meets all alike."""
    meter = Meter(demo.postmaster, CONNECTIONS, seconds)
    with ExitStack() as stack:
        fields = []
        for size in sizes:
            space, token = stack.enter_context(spaces.team_space(demo, size))
            ours = contenders.ours(demo, token)
            our_server = stack.enter_context(running(ours))
            reference = equality.get(our_server, ours)
            django = contenders.django_as_it_was(demo, space)
            server, django_seconds = stack.enter_context(
                ready(django, meter, lambda server: equality.check_page(server, django, reference))
            )
            our_seconds = meter.warm_up(ours, our_server)
            fields.append((size, ours, our_server, our_seconds, django, server, django_seconds))
        found = {size: [] for size in sizes}
        say(f"  {pairs} rounds of {', '.join(f'{size:,}' for size in sizes)} members")
        for _ in range(pairs):
            for size, ours, our_server, our_seconds, django, server, django_seconds in fields:
                found[size] += interleave(
                    lambda: meter.run(ours, our_server, our_seconds), lambda: meter.run(django, server, django_seconds), 1
                )
    entries = {}
    for size in sizes:
        entries[f"ours_{size}"] = (f"Gracy, {size:,}", own([mine for mine, _ in found[size]]))
        entries[f"django_as_it_was_{size}"] = (f"Django as it was, {size:,}", compare(found[size]))
    return entries


SUITES = {"list": measure_list, "login": measure_login, "growth": measure_growth, **features.SUITES, **events.SUITES, **answers.SUITES, **hanging.SUITES,
          **exporting.SUITES, **forms.SUITES, **staking.SUITES}
